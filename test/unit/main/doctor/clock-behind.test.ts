import { expect, test } from 'vitest'
import { checkNetwork } from '../../../../main/doctor/check-network.js'
import { clockBehind } from '../../../../main/doctor/clock-behind.js'
import { fakeSystem, LAN } from '../../../helpers/fake-system.js'

const BUILT = new Date('2026-11-01T00:00:00Z')
const EARLIER = new Date('1970-01-01T00:00:00Z')

test('a clock is certainly wrong that is before this program was made, and no other', () => {
  const facts = { now: EARLIER.toISOString(), built: BUILT.toISOString() }
  expect(clockBehind(EARLIER, BUILT)).toEqual([{ code: 'clock-behind', facts, commands: [] }])
  expect(clockBehind(BUILT, BUILT)).toEqual([])
  expect(clockBehind(EARLIER, undefined)).toEqual([])
})

test('such a clock is said once, although the certificate was made by it', async () => {
  const validity = { notBefore: new Date('1969-12-31'), notAfter: new Date('1972-01-01') }
  const findings = await checkNetwork(
    {
      port: 8080,
      securePort: 8443,
      addresses: async () => [LAN],
      announced: async () => [],
      certificate: async () => validity,
    },
    fakeSystem({ now: () => EARLIER, built: BUILT, outputs: { 'iptables -S': '-P INPUT ACCEPT\n' } }),
  )
  expect(findings.map(({ code }) => code)).toEqual(['clock-behind'])
})
