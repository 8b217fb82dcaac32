import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AddressReason, HostCard, RankedAddress } from '../../../../common/control.js'
import { Discovery } from '../../../../main/lan/discovery.js'
import { type DnsRecord, type Message, SERVICE } from '../../../../main/lan/dns-sd.js'
import type { LanAddresses } from '../../../../main/lan/lan-addresses.js'

type Hear = (message: Message, from: string) => void

/** Who takes part on which address, and who did. */
const network = vi.hoisted(() => {
  const open = new Map<string, FakeMdns>()
  const closed: string[] = []
  class FakeMdns {
    readonly announce = vi.fn<(records: DnsRecord[]) => void>()
    readonly ask = vi.fn()

    constructor(
      readonly address: string,
      readonly hear: Hear,
    ) {
      open.set(address, this)
    }

    async close(): Promise<void> {
      open.delete(this.address)
      closed.push(this.address)
    }
  }
  return { open, closed, FakeMdns }
})

vi.mock('../../../../main/lan/mdns.js', () => ({ Mdns: network.FakeMdns }))

const CARD: HostCard = { name: 'Ann', version: '1.2.3', hasPasscode: false }
vi.mock('../../../../main/lan/host-card.js', () => ({ askForCard: async () => ({ ...CARD, name: 'Bob' }) }))

vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  networkInterfaces: () => ({
    eth0: [
      { family: 'IPv4', internal: false, address: '192.168.1.5', cidr: '192.168.1.5/24' },
      { family: 'IPv6', internal: false, address: 'fd00::5', cidr: 'fd00::5/64' },
    ],
  }),
}))

const ranked = (address: string, ...reasons: AddressReason[]): RankedAddress => ({ address, interface: 'x', reasons })

/** This machine's addresses, as a test says. */
class Addresses {
  #listener: Parameters<LanAddresses['onChange']>[0] | undefined
  all: readonly RankedAddress[] = []

  onChange(listener: Parameters<LanAddresses['onChange']>[0]): () => void {
    this.#listener = listener
    return () => {
      this.#listener = undefined
    }
  }

  become(...all: RankedAddress[]): void {
    this.all = all
    this.#listener?.(all)
  }
}

let addresses: Addresses
let card: HostCard
let discovery: Discovery

beforeEach(() => {
  vi.useFakeTimers()
  network.open.clear()
  network.closed.length = 0
  addresses = new Addresses()
  addresses.become(ranked('192.168.1.5'))
  card = CARD
  discovery = new Discovery({ host: { card: () => card, port: 8080 }, addresses })
  return () => discovery.stop()
})
afterEach(() => {
  vi.useRealTimers()
})

const open = () => [...network.open.keys()]

function at(address: string) {
  const mdns = network.open.get(address)
  if (!mdns) throw new Error(`nothing is open on ${address}`)
  return mdns
}

const lastRecords = (address: string) => at(address).announce.mock.lastCall?.[0] ?? []

/** Lets somebody announce a host. */
async function hear(from: string, port: number): Promise<void> {
  at('192.168.1.5').hear({ asked: [], heard: [{ instance: `bob.${SERVICE}`, name: 'Bob', port }], gone: [] }, from)
  await vi.advanceTimersByTimeAsync(0)
}

describe('a host is announced', () => {
  test('on each interface, with the address of that one alone', () => {
    addresses.become(ranked('192.168.1.5'), ranked('192.168.2.5'))
    discovery.start()
    expect(open()).toEqual(['192.168.1.5', '192.168.2.5'])
    const [, service, , address] = lastRecords('192.168.2.5')
    expect(service?.data).toMatchObject({ port: 8080 })
    expect(address?.data).toBe('192.168.2.5')
    expect(lastRecords('192.168.1.5')[0]).toEqual(lastRecords('192.168.2.5')[0])
  })

  test('over IPv4 and IPv6, as the same instance', () => {
    addresses.become(ranked('192.168.1.5'), ranked('fd00::5'))
    discovery.start()
    expect(open()).toEqual(['192.168.1.5', 'fd00::5'])
    expect(lastRecords('fd00::5')[3]).toMatchObject({ type: 'AAAA', data: 'fd00::5' })
    expect(lastRecords('fd00::5').slice(0, 3)).toEqual(lastRecords('192.168.1.5').slice(0, 3))
  })

  test('on virtual adapters only where there is nothing else', () => {
    addresses.become(ranked('192.168.1.5'), ranked('172.17.0.1', 'virtual'))
    discovery.start()
    expect(open()).toEqual(['192.168.1.5'])
    addresses.become(ranked('172.17.0.1', 'virtual'), ranked('172.18.0.1', 'virtual'))
    expect(open()).toEqual(['172.17.0.1', '172.18.0.1'])
  })

  test('on interfaces that come, and no more on those that go', () => {
    discovery.start()
    const kept = at('192.168.1.5')
    addresses.become(ranked('192.168.2.5'), ranked('192.168.1.5'))
    expect(open()).toEqual(['192.168.1.5', '192.168.2.5'])
    expect(at('192.168.1.5')).toBe(kept)
    expect(kept.announce).toHaveBeenCalledOnce()
    addresses.become()
    expect(network.closed).toEqual(['192.168.1.5', '192.168.2.5'])
  })

  test('anew, as the same instance, when its card is another', () => {
    discovery.start()
    const [before] = lastRecords('192.168.1.5')
    card = { ...CARD, name: 'Anna' }
    discovery.update()
    const [pointer, , text] = lastRecords('192.168.1.5')
    expect(pointer).toEqual(before)
    expect(text?.data).toContain('name=Anna')
  })

  test('between start and stop alone', async () => {
    expect({ isOn: discovery.isOn, open: open() }).toEqual({ isOn: false, open: [] })
    discovery.start()
    discovery.start()
    expect(discovery.isOn).toBe(true)
    expect(at('192.168.1.5').announce).toHaveBeenCalledOnce()
    const { announce, ask } = at('192.168.1.5')
    await discovery.stop()
    await discovery.stop()
    expect(discovery.isOn).toBe(false)
    addresses.become(ranked('192.168.2.5'))
    discovery.update()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(network.closed).toEqual(['192.168.1.5'])
    expect([announce.mock.calls.length, ask.mock.calls.length]).toEqual([1, 1])
    discovery.start()
    expect(open()).toEqual(['192.168.2.5'])
  })
})

test('others are asked for at once, ever less often, and at once again on a new interface', async () => {
  discovery.start()
  const { ask } = at('192.168.1.5')
  const times: number[] = []
  const start = performance.now()
  ask.mockImplementation(() => times.push(Math.round((performance.now() - start) / 1_000)))
  expect(ask).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(71_000)
  expect(times).toEqual([1, 3, 7, 15, 31, 51, 71])
  addresses.become(ranked('192.168.1.5'), ranked('192.168.2.5'))
  expect(at('192.168.2.5').ask).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(at('192.168.2.5').ask).toHaveBeenCalledTimes(2)
})

describe('found', () => {
  beforeEach(() => discovery.start())

  test('is who announces a host and answers, and listeners are told', async () => {
    const heard = vi.fn()
    const stop = discovery.onChange(heard)
    await hear('192.168.1.9', 8080)
    expect(discovery.found).toMatchObject([{ name: 'Bob', origin: 'http://192.168.1.9:8080' }])
    expect(heard.mock.calls).toEqual([[discovery.found]])

    await hear('192.168.1.9', 8080)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(heard).toHaveBeenCalledOnce()
    stop()
    at('192.168.1.5').hear({ asked: [], heard: [], gone: [`bob.${SERVICE}`] }, '192.168.1.9')
    expect(discovery.found).toEqual([])
    expect(heard).toHaveBeenCalledOnce()
  })

  test('is who announces itself over IPv6, not this host', async () => {
    addresses.become(ranked('fd00::5'))
    const heard = { instance: `bob.${SERVICE}`, name: 'Bob', port: 8080 }
    for (const from of ['fd00::5', 'fe80::9%eth0', 'fd00::9']) {
      at('fd00::5').hear({ asked: [], heard: [heard], gone: [] }, from)
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(discovery.found).toMatchObject([{ name: 'Bob', origin: 'http://[fd00::9]:8080' }])
  })

  test('is another host on this machine, but not this one', async () => {
    await hear('192.168.1.5', 8080)
    expect(discovery.found).toEqual([])
    await hear('192.168.1.5', 8081)
    expect(discovery.found).toHaveLength(1)
  })

  test('is nobody outside the networks of this machine', async () => {
    for (const from of ['8.8.8.8', '192.168.2.9', '127.0.0.1']) await hear(from, 8080)
    expect(discovery.found).toEqual([])
  })

  test('is nobody after a stop', async () => {
    await hear('192.168.1.9', 8080)
    const heard = vi.fn()
    discovery.onChange(heard)
    await discovery.stop()
    expect(discovery.found).toEqual([])
    expect(heard.mock.calls).toEqual([[[]]])
  })
})
