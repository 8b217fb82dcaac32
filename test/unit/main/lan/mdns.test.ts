import { EventEmitter } from 'node:events'
import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type DnsRecord, SERVICE } from '../../../../main/lan/dns-sd.js'
import { Mdns } from '../../../../main/lan/mdns.js'

const sockets = vi.hoisted(() => [] as FakeSocket[])

const system = vi.hoisted(() => ({ interfaces: {} as NodeJS.Dict<Partial<NetworkInterfaceInfo>[]> }))
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  networkInterfaces: () => system.interfaces,
}))
vi.mock('node:dgram', () => ({ createSocket: (options: object) => options }))

vi.mock('multicast-dns', () => ({ default: (options: object) => new FakeSocket(options) }))

/** A socket of multicast-dns that keeps what it is given to send. */
class FakeSocket extends EventEmitter {
  readonly sent: DnsRecord[][] = []
  isNetworkStuck = false
  readonly query = vi.fn()
  readonly destroy = vi.fn()

  constructor(readonly options: object) {
    super()
    sockets.push(this)
  }

  respond(records: DnsRecord[], sent?: () => void): void {
    this.sent.push(records)
    if (!this.isNetworkStuck) sent?.()
  }

  receive(type: 'query' | 'response', parts: object): void {
    this.emit(type, { type, questions: [], answers: [], additionals: [], ...parts }, { address: '192.168.1.9' })
  }

  ask(...names: string[]): void {
    this.receive('query', { questions: names.map((name) => ({ name, type: 'PTR' })) })
  }
}

const RECORDS: DnsRecord[] = [{ name: SERVICE, type: 'PTR', ttl: 120, data: `ann.${SERVICE}` }]

function open() {
  const onMessage = vi.fn()
  const mdns = new Mdns('192.168.1.5', onMessage)
  return { mdns, onMessage, socket: sockets.at(-1) as FakeSocket }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the socket is one of the interface with the address', () => {
  expect(open().socket.options).toEqual({ interface: '192.168.1.5', bind: '0.0.0.0' })
})

describe('of IPv6', () => {
  const ADDRESS = 'fd00::5'
  /** What hears, and what speaks. */
  const openBoth = () => {
    const onMessage = vi.fn()
    const mdns = new Mdns(ADDRESS, onMessage)
    const [hears, speaks] = sockets.slice(-2) as [FakeSocket, FakeSocket]
    return { mdns, onMessage, hears, speaks }
  }

  beforeEach(() => {
    const linkLocal = { address: 'fe80::1', scopeid: 7 }
    system.interfaces = {
      lo: [{ address: '::1' }],
      eth0: [{ address: '192.168.1.5' }, { address: ADDRESS, scopeid: 0 }, linkLocal],
    }
    return () => vi.unstubAllGlobals()
  })

  test.each([
    ['linux', '::%eth0'],
    ['darwin', '::%eth0'],
    ['win32', '::%7'],
  ])('on %s two sockets are of the interface, one of which speaks from the address', (platform, zone) => {
    vi.stubGlobal('process', { ...process, platform })
    const { hears, speaks } = openBoth()
    const shared = {
      type: 'udp6',
      ip: 'ff02::fb',
      interface: zone,
      socket: { type: 'udp6', reuseAddr: true, ipv6Only: true },
    }
    expect(hears.options).toEqual({ ...shared, bind: '::' })
    expect(speaks.options).toEqual({ ...shared, bind: ADDRESS })
  })

  test('what is heard is answered from the address', async () => {
    const { mdns, onMessage, hears, speaks } = openBoth()
    mdns.announce(RECORDS)
    await vi.advanceTimersByTimeAsync(1_000)
    for (const socket of [hears, speaks]) socket.ask(SERVICE)
    await vi.advanceTimersByTimeAsync(60_000)
    mdns.ask()
    expect([hears.sent, speaks.sent]).toEqual([[], [RECORDS, RECORDS]])
    expect([hears.query.mock.calls.length, speaks.query.mock.calls.length]).toEqual([0, 1])
    for (const socket of [hears, speaks]) socket.receive('response', { answers: [{ ...RECORDS[0], ttl: 0 }] })
    expect(onMessage).toHaveBeenCalledOnce()
  })

  test('closing ends both, and errors of neither do harm', async () => {
    const { mdns, hears, speaks } = openBoth()
    for (const socket of [hears, speaks]) expect(socket.emit('error', new Error('bind EADDRNOTAVAIL'))).toBe(true)
    mdns.announce(RECORDS)
    await mdns.close()
    expect(speaks.sent.at(-1)).toEqual([{ ...RECORDS[0], ttl: 0 }])
    for (const socket of [hears, speaks]) expect(socket.destroy).toHaveBeenCalledOnce()
  })
})

test('a record that is asked for is sent, once a second at most', async () => {
  const { mdns, socket } = open()
  mdns.announce(RECORDS)
  for (let count = 0; count < 1_000; count++) socket.ask(SERVICE.toUpperCase())
  expect(socket.sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(socket.sent).toHaveLength(2)

  await vi.advanceTimersByTimeAsync(60_000)
  expect(socket.sent).toHaveLength(2)
  socket.ask('other.local', SERVICE)
  await vi.advanceTimersByTimeAsync(0)
  expect(socket.sent).toEqual([RECORDS, RECORDS, RECORDS])
})

test('what is not asked of this host is left to others', async () => {
  const { mdns, socket } = open()
  mdns.announce(RECORDS)
  socket.ask('_http._tcp.local', `bob.${SERVICE}`, '')
  socket.receive('query', { questions: [null, {}, { name: 7 }] })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(socket.sent).toHaveLength(1)
})

test('before anything is announced there is nothing to answer', async () => {
  const { socket } = open()
  socket.ask(SERVICE)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(socket.sent).toEqual([])
})

test('what others announce is handed on with where it came from', () => {
  const { onMessage, socket } = open()
  socket.receive('response', { answers: [{ ...RECORDS[0], ttl: 0 }] })
  expect(onMessage.mock.calls).toEqual([[{ asked: [], heard: [], gone: [`ann.${SERVICE}`] }, '192.168.1.9']])
})

test('errors of the network do no harm', () => {
  const { socket } = open()
  expect(socket.emit('error', new Error('bind EADDRINUSE'))).toBe(true)
  expect(socket.emit('warning', new Error('addMembership ENODEV'))).toBe(true)
})

test('closing says goodbye, then hears and answers nothing more', async () => {
  const { mdns, onMessage, socket } = open()
  mdns.announce(RECORDS)
  socket.ask(SERVICE)
  await mdns.close()
  expect(socket.sent.slice(1)).toEqual([[{ ...RECORDS[0], ttl: 0 }]])
  expect(socket.destroy).toHaveBeenCalledOnce()
  socket.ask(SERVICE)
  socket.receive('response', { answers: RECORDS })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(socket.sent).toHaveLength(2)
  expect(onMessage).not.toHaveBeenCalled()
})

test('closing does not wait for a network that is stuck', async () => {
  const { mdns, socket } = open()
  socket.isNetworkStuck = true
  await mdns.close()
  expect(socket.destroy).toHaveBeenCalledOnce()
})
