import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { listeningAddresses, wildcardsOf } from '../../../../../main/host/relay/listening-addresses.js'
import type { Interfaces } from '../../../../../main/host/relay/networks.js'

const info = (address: string, scopeid?: number) => ({ address, scopeid }) as NetworkInterfaceInfo

const INTERFACES: Interfaces = {
  lo: [info('127.0.0.1'), info('::1', 0)],
  eth0: [info('192.168.1.5'), info('192.168.1.6'), info('fd00::5', 0), info('fe80::5', 3)],
  none: undefined,
}

afterEach(() => vi.unstubAllGlobals())

const IPV4 = ['127.0.0.1', '192.168.1.5', '192.168.1.6']

test.each([undefined, '::'])('for %s it is all that the machine has, of both families', (address) => {
  expect(wildcardsOf(address)).toEqual(['0.0.0.0', '::'])
  expect([...listeningAddresses(address, INTERFACES)].sort()).toEqual(
    [...IPV4, '::1', 'fd00::5', 'fe80::5%eth0'].sort(),
  )
})

test('for all of IPv4 it is those', () => {
  expect(wildcardsOf('0.0.0.0')).toEqual(['0.0.0.0'])
  expect(listeningAddresses('0.0.0.0', INTERFACES)).toEqual(IPV4)
})

test.each(['192.168.1.6', 'fd00::5', '10.9.9.9'])('one that is named, %s, is the one, there or not', (address) => {
  expect(wildcardsOf(address)).toEqual([address])
  expect(listeningAddresses(address, INTERFACES)).toEqual([address])
})

test('Windows knows the interface of a link-local address by its number', () => {
  vi.stubGlobal('process', { ...process, platform: 'win32' })
  expect(listeningAddresses(undefined, INTERFACES)).toContain('fe80::5%3')
})

test('a zone that the system names is not named twice', () => {
  expect(listeningAddresses(undefined, { en0: [info('fe80::7%en0', 4)] })).toEqual(['fe80::7%en0'])
})
