import { expect, test } from 'vitest'
import type { AddressReason, RankedAddress } from '../../../../common/control.js'
import { vpnDefaultRoute } from '../../../../main/doctor/vpn-default-route.js'

const on = (name: string, address: string, ...reasons: AddressReason[]): RankedAddress => ({
  interface: name,
  address,
  reasons,
})
const found = (facts: Record<string, string>) => [{ code: 'vpn-default-route', facts, commands: [] }]

test('a VPN on the default route is found, with the best address of the LAN', () => {
  const addresses = [
    on('wlan0', '192.168.1.5', 'proven'),
    on('eth0', '10.0.0.5'),
    on('tun0', '10.8.0.1', 'virtual', 'default-route'),
  ]
  expect(vpnDefaultRoute(addresses)).toEqual(found({ interface: 'tun0', address: '192.168.1.5' }))
})

test('neither another virtual adapter nor a link-local address is the LAN', () => {
  const addresses = [
    on('docker0', '172.17.0.1', 'virtual'),
    on('utun3', '10.8.0.1', 'pinned', 'virtual', 'default-route'),
    on('en0', '169.254.3.4', 'link-local'),
  ]
  expect(vpnDefaultRoute(addresses)).toEqual(found({ interface: 'utun3' }))
})

test.each([
  ['without a network', []],
  [
    'with the LAN on the default route',
    [on('wlan0', '192.168.1.5', 'default-route'), on('tun0', '10.8.0.1', 'virtual')],
  ],
  ['without a default route', [on('wlan0', '192.168.1.5'), on('tun0', '10.8.0.1', 'virtual')]],
  ['where Hyper-V shares the LAN', [on('vEthernet (LAN)', '192.168.1.5', 'virtual', 'default-route')]],
])('nothing is found %s', (_, addresses) => {
  expect(vpnDefaultRoute(addresses)).toEqual([])
})
