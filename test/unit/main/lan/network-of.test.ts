import { expect, test } from 'vitest'
import { networkOf } from '../../../../main/lan/network-of.js'

test.each([
  ['192.168.1.5', '192.168.1.5'],
  ['::ffff:192.168.1.5', '192.168.1.5'],
  ['::1', '::1'],
  ['fd00:1:2:3:4:5:6:7', 'fd00:1:2:3::/64'],
  ['fd00:1:2:3::7', 'fd00:1:2:3::/64'],
  ['FD00:0001:2:3::7', 'fd00:1:2:3::/64'],
  ['fd00::7', 'fd00:0:0:0::/64'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80::1'],
  ['fe80::2', 'fe80::2'],
  ['', ''],
])('%s goes by %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
