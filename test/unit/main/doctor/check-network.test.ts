import { afterEach, expect, test, vi } from 'vitest'
import { checkNetwork, type NetworkInputs } from '../../../../main/doctor/check-network.js'
import { fakeSystem, LAN, type Readings } from '../../../helpers/fake-system.js'

const inputs: NetworkInputs = {
  port: 8080,
  securePort: 8443,
  addresses: async () => [LAN],
  announced: async () => [],
  certificate: async () => undefined,
}

const ALL = 'network, 8080, 8443, firewall, clock, certificate, hosts, announcements, route'

/** A machine on which nothing is wrong. */
const WELL: Readings = { outputs: { 'iptables -S': '-P INPUT ACCEPT\n' } }

const check = (changes: Partial<NetworkInputs> = {}, readings: Readings = {}) =>
  checkNetwork({ ...inputs, ...changes }, fakeSystem({ ...WELL, ...readings }))
const codes = async (...args: Parameters<typeof check>) => (await check(...args)).map(({ code }) => code)

const broken = () => Promise.reject(new Error('broken'))
const silent = () => new Promise<never>(() => {})

afterEach(() => void vi.useRealTimers())

test('all is well alone where nothing is found', async () => {
  expect(await check()).toEqual([{ code: 'all-well', facts: { checked: ALL }, commands: [] }])
})

test('what is found comes with what weighs most first, and without that all is well', async () => {
  const found = await codes(
    {
      addresses: async () => [LAN, { address: '10.8.0.1', interface: 'tun0', reasons: ['virtual', 'default-route'] }],
      announced: async () => [{ name: 'Bob', address: '192.168.1.8', port: 8080 }],
      certificate: async () => ({ notBefore: new Date('2030-01-01'), notAfter: new Date('2040-01-01') }),
    },
    {
      isPortFree: async () => false,
      askForCard: broken,
      multicastReturns: async () => false,
      outputs: { 'iptables -S': '-P INPUT DROP\n' },
    },
  )
  expect(found).toEqual([
    'port-taken',
    'port-taken',
    'firewall-likely',
    'certificate-clock',
    'host-unreachable',
    'multicast-blocked',
    'vpn-default-route',
  ])
})

test('without a network nothing is said of what is only about networks', async () => {
  const readings = { multicastReturns: async () => false, outputs: { 'iptables -S': '-P INPUT DROP\n' } }
  expect(await codes({ addresses: async () => [] }, readings)).toEqual(['no-network'])
})

test('the ports that the host has are looked at in place of those it was to have', async () => {
  const readings = { outputs: { 'iptables -S': '-P INPUT DROP\n' } }
  const [finding] = await check({ doors: [{ port: 8081, isSecure: false }] }, readings)
  expect(finding).toMatchObject({ code: 'firewall-likely', facts: { ports: '8081' } })
  const [well] = await check({ port: 0, securePort: 0 }, readings)
  expect(well).toMatchObject({ code: 'all-well', facts: { checked: ALL.replace(' 8080, 8443,', '') } })
})

test('a check that fails is left out, and all-well says so', async () => {
  expect(await check({ certificate: broken }, { outputs: {}, multicastReturns: broken })).toEqual([
    {
      code: 'all-well',
      facts: { checked: 'network, 8080, 8443, clock, hosts, route', unchecked: 'firewall, certificate, announcements' },
      commands: [],
    },
  ])
  expect(await codes({ announced: broken }, { multicastReturns: async () => false })).toEqual(['multicast-blocked'])
})

test('a check that throws is left out too', async () => {
  const interfaces = () => {
    throw new Error('broken')
  }
  expect((await check({}, { interfaces }))[0]?.facts).toMatchObject({ unchecked: 'firewall' })
})

test('a check that does not end is left out after 3 seconds, and the others are not held up by it', async () => {
  vi.useFakeTimers()
  const result = check({ announced: silent }, { multicastReturns: async () => false })
  await vi.advanceTimersByTimeAsync(2_999)
  const early = vi.fn()
  void result.then(early)
  await vi.advanceTimersByTimeAsync(0)
  expect(early).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect((await result).map(({ code }) => code)).toEqual(['multicast-blocked'])
  expect(vi.getTimerCount()).toBe(0)
})
