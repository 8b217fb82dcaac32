import { expect, test } from 'vitest'
import { isInNetwork, networkOf } from '../../../../main/doctor/ipv4.js'

test.each([
  ['192.168.1.5/24', '192.168.1.0/24'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['172.31.255.254/20', '172.31.240.0/20'],
  ['255.255.255.255/1', '128.0.0.0/1'],
  ['203.0.113.7/32', '203.0.113.7/32'],
  ['203.0.113.7/0', '0.0.0.0/0'],
])('%s is in %s', (cidr, network) => {
  expect(networkOf(cidr)).toBe(network)
  expect(isInNetwork(cidr.split('/')[0] ?? '', network)).toBe(true)
})

test.each([
  ['192.168.2.5', '192.168.1.0/24', false],
  ['192.168.1.5', '192.168.1.5', true],
  ['192.168.1.5', '192.168.1.6', false],
  ['192.168.1.5', '192.168.1.0/33', undefined],
  ['192.168.1.5', '192.168.1.0/255.255.255.0', undefined],
  ['192.168.1.5', 'fe80::/10', undefined],
  ['192.168.1.5', '@lan', undefined],
  ['192.168.1.5', '', undefined],
])('whether %s is in %s: %s', (address, network, answer) => {
  expect(isInNetwork(address, network)).toBe(answer)
})
