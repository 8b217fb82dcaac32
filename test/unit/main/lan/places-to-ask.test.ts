import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { AddressReason, RankedAddress } from '../../../../common/control.js'
import { placesToAsk } from '../../../../main/lan/places-to-ask.js'

/** One adapter with this address and subnet, such as `192.168.1.5/24`. */
const adapter = (cidr: string) =>
  [{ family: 'IPv4', internal: false, address: cidr.split('/')[0], cidr }] as NetworkInterfaceInfo[]
const ranked = (address: string, ...reasons: AddressReason[]): RankedAddress => ({ address, interface: 'x', reasons })

/** Where a machine with these adapters asks. */
function places(cidrs: readonly string[], metBefore: readonly string[] = [], ...reasons: AddressReason[]): string[] {
  const own = cidrs.map((cidr) => ranked(cidr.split('/')[0] ?? '', ...reasons))
  const interfaces = Object.fromEntries(cidrs.map((cidr, index) => [`eth${index}`, adapter(cidr)]))
  return placesToAsk(own, interfaces, metBefore).map(({ address, port }) => `${address}:${port}`)
}

describe('asked for a host are', () => {
  test('hosts met before, the latest first, then the first of each network, then all others', () => {
    const asked = places(['192.168.1.5/24', '10.0.7.9/24'], ['10.0.7.3:8080', '192.168.1.20:9000'])
    expect(asked.slice(0, 6)).toEqual([
      ...['192.168.1.20:9000', '10.0.7.3:8080', '192.168.1.1:8080', '10.0.7.1:8080'],
      ...['192.168.1.2:8080', '192.168.1.3:8080'],
    ])
    expect(asked).toHaveLength(2 * 253 + 1)
  })

  test('all of a network but the machine itself, the network and its broadcast address, and each once', () => {
    const asked = places(['192.168.1.5/24'], ['192.168.1.1:8080', '192.168.1.1:8080'])
    const hosts = Array.from({ length: 254 }, (_, index) => `192.168.1.${index + 1}:8080`)
    expect(asked).toEqual(hosts.filter((host) => host !== '192.168.1.5:8080'))
  })

  test.each([
    ['192.168.1.130/29', ['129', '131', '132', '133', '134']],
    ['192.168.1.130/30', ['129']],
    ['192.168.1.130/31', ['131']],
    ['192.168.1.130/32', []],
  ])('those of the small network %s', (cidr, last) => {
    expect(places([cidr])).toEqual(last.map((byte) => `192.168.1.${byte}:8080`))
  })

  test('of a larger network those alone that were met before', () => {
    expect(places(['10.1.2.3/16'], ['10.1.200.4:8080', '10.2.0.1:8080'])).toEqual(['10.1.200.4:8080'])
  })

  test.each(['8.8.8.5/24', '100.64.0.5/24', '172.15.0.5/24'])('none in %s, which is not private', (cidr) => {
    expect(places([cidr], ['8.8.8.8:8080', '100.64.0.9:8080', '172.15.0.9:8080'], 'public')).toEqual([])
  })

  test.each<AddressReason>(['virtual', 'link-local'])('none at an address that is %s', (reason) => {
    expect(places(['192.168.1.5/24'], ['192.168.1.7:8080'], reason)).toEqual([])
  })

  test('none by name, by IPv6 or elsewhere, though they were met before', () => {
    const met = ['ann.local:8080', '[fd00::1]:8080', '192.168.2.7:8080', '8.8.8.8:8080', 'not a host']
    expect(places(['192.168.1.5/30'], met)).toEqual(['192.168.1.6:8080'])
  })

  test('none where the host serves no network', () => {
    expect(placesToAsk([], { eth0: adapter('192.168.1.5/24') }, ['192.168.1.7:8080'])).toEqual([])
  })

  test('at most 1024, however many networks there are', () => {
    const asked = places(Array.from({ length: 9 }, (_, index) => `10.0.${index}.5/24`))
    expect(asked).toHaveLength(1_024)
    expect(asked.slice(0, 9)).toEqual(Array.from({ length: 9 }, (_, index) => `10.0.${index}.1:8080`))
  })
})
