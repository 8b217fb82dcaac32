import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { TransportAddress } from '../../main/host/relay/transport-address.js'
import { LanProcess } from '../helpers/lan-process.js'
import { BareMachine, namespacesMissing } from '../helpers/namespaces.js'
import { type Relay, statsOf } from '../helpers/relay-checks.js'
import type { TurnLine, TurnOrder } from '../helpers/turn-person.js'

const SECRET = 'the secret of this test'
const ROOMS = { ann: 'green', bob: 'green' }
/** Processes start slowly on a busy machine. */
const PATIENCE_MS = 60_000

const missing = namespacesMissing()
const title = `a relay on a machine of many addresses${missing ? ` (skipped: ${missing})` : ''}`

describe.skipIf(missing)(title, { timeout: 2 * PATIENCE_MS }, () => {
  let host: BareMachine
  let guest: BareMachine
  let relay: Relay
  let port: number

  beforeAll(async () => {
    host = new BareMachine()
    guest = new BareMachine()
    host.join(guest, '192.168.80.1/24', '192.168.80.9/24')
    give('192.168.80.2/24')
    give('fd80::1/64', 'fd80::2/64')
    guest.ip('address', 'add', 'fd80::9/64', 'dev', 'lan0', 'nodad')
    host.plug('lan1', '192.168.81.1/24')
    guest.ip('route', 'add', 'default', 'via', '192.168.80.1')
    relay = new LanProcess(host.prefix, './relay-process.ts', '192.168.80.1', SECRET, JSON.stringify(ROOMS))
    port = (await relay.next((line) => line.port !== undefined, PATIENCE_MS)).port
  }, PATIENCE_MS)

  afterAll(async () => {
    await relay?.end()
    host?.remove()
    guest?.remove()
  })

  const give = (...addresses: string[]) => {
    for (const address of addresses) host.ip('address', 'add', address, 'dev', 'lan0')
  }

  /** A person who has asked at the address, and has an allocation. */
  async function allocated(person: string, address: string) {
    const args = [SECRET, person, address, `${port}`]
    const guestProcess = new LanProcess<TurnLine, TurnOrder>(guest.prefix, './turn-person.ts', ...args)
    onTestFinished(() => guestProcess.end())
    const { relayed, error } = await guestProcess.next((line) => line.relayed !== undefined, PATIENCE_MS)
    expect(error).toBeNull()
    if (relayed === undefined) throw new Error('There is no relayed address.')
    return {
      relayed,
      ask: async (order: TurnOrder) => {
        guestProcess.order(order)
        return (await guestProcess.next((line) => line.error !== undefined, PATIENCE_MS)).error
      },
      say: (say: string, to: TransportAddress) => guestProcess.order({ say, to }),
      heard: async () => (await guestProcess.next((line) => line.heard !== undefined, PATIENCE_MS)).heard,
    }
  }

  /** The sockets by which the host's machine takes datagrams for the relay. */
  const listening = () => {
    const [command = '', ...args] = [...host.prefix, 'ss', '-Huln', 'sport', '=', `:${port}`]
    return execFileSync(command, args, { encoding: 'utf8' })
  }

  test.each([
    ['the second of two in one network', '192.168.80.2'],
    // Which of two is preferred changes from system to system.
    ['one of two in one network, by IPv6', 'fd80::1'],
    ['the other of two in one network, by IPv6', 'fd80::2'],
    ['one in a network that the guest is not in', '192.168.81.1'],
  ])('answers from the address that was asked: %s', async (_name, address) => {
    await allocated('ann', address)
  })

  test.each([
    ['by IPv4', '192.168.80.3/24'],
    // Nobody can listen at it for a second or two, in which the system tries it out.
    ['by IPv6', 'fd80::3/64'],
  ])('answers at an address that comes later, %s', async (_name, address) => {
    give(address)
    onTestFinished(() => host.ip('address', 'delete', address, 'dev', 'lan0'))
    await allocated('ann', address.replace(/\/.*/, ''))
  })

  test('keeps what was allocated while the address is away for a moment', async () => {
    const { allocations, allocated: before } = await statsOf(relay)
    const [ann, bob] = await Promise.all([allocated('ann', '192.168.80.2'), allocated('bob', '192.168.80.1')])
    expect([await ann.ask({ permit: bob.relayed }), await bob.ask({ permit: ann.relayed })]).toEqual([null, null])
    bob.say('hello', ann.relayed)
    expect(await ann.heard()).toBe('hello')

    host.ip('address', 'delete', '192.168.80.2/24', 'dev', 'lan0')
    await vi.waitFor(() => expect(listening()).not.toContain('192.168.80.2:'), PATIENCE_MS)
    bob.say('nobody hears this', ann.relayed)
    expect(await bob.ask('refresh')).toBeNull()

    give('192.168.80.2/24')
    await vi.waitFor(() => expect(listening()).toContain('192.168.80.2:'), PATIENCE_MS)
    bob.say('hello again', ann.relayed)
    expect(await ann.heard()).toBe('hello again')
    ann.say('hello to you', bob.relayed)
    expect(await bob.heard()).toBe('hello to you')
    expect(await ann.ask('refresh')).toBeNull()
    expect(await statsOf(relay)).toMatchObject({ allocations: allocations + 2, allocated: before + 2 })
  })

  test('listens at each address by itself, loopback included', () => {
    for (const address of ['127.0.0.1', '[::1]', '192.168.80.1', '[fd80::1]', '192.168.81.1']) {
      expect(listening()).toContain(` ${address}:${port} `)
    }
    expect(listening()).toMatch(/ \[fe80::[\da-f:]+\]%lan0:/)
    expect(listening()).not.toMatch(/ (0\.0\.0\.0|\*|\[::\]):\d/)
  })
})
