import { Manager } from 'socket.io-client'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { LIMITS } from '../../common/limits.js'
import { HOST_LIMITS } from '../../main/host/host-limits.js'
import { log } from '../../main/storage/log.js'
import { expectGoodService } from '../helpers/bystanders.js'
import { type Client, newSession, page, startHost, type TestHost } from '../helpers/host.js'
import { PollingSession } from '../helpers/http.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Connected at the level of Engine.IO alone: packets of Socket.IO go out as they are. */
class RawClient {
  readonly closed: Promise<unknown>
  readonly #engine: Manager['engine']

  private constructor(manager: Manager) {
    this.#engine = manager.engine
    this.closed = new Promise((resolve) => this.#engine.once('close', resolve))
  }

  static async open({ url }: TestHost): Promise<RawClient> {
    const manager = new Manager(url, { transports: ['websocket'], reconnection: false, autoConnect: false })
    onTestFinished(() => manager.engine.close() && undefined)
    await new Promise<void>((resolve, reject) => manager.open((error) => (error ? reject(error) : resolve())))
    return new RawClient(manager)
  }

  send(...packets: string[]): void {
    for (const packet of packets) this.#engine.send(packet)
  }

  next(): Promise<string> {
    return new Promise((resolve) => this.#engine.once('data', resolve))
  }
}

/** How many people the host counts, the one who looks included. */
async function peopleOn(host: TestHost): Promise<number> {
  const counter = await host.connect()
  const { total } = await counter.listWhere(() => true)
  const [{ total: later }] = await counter.next('updateUserlist', 2_000).catch(() => [{ total }])
  counter.socket.disconnect()
  return later
}

describe('a client that connects again and again on one connection', () => {
  const connects = Array.from({ length: 5_000 }, () => '40')

  test('by polling is one person at most, and cut off at the second', async () => {
    const host = await startHost()
    const session = await PollingSession.open(host.port)
    await session.send(...connects).catch(() => {})
    expect((await session.send('40').catch(() => ({ status: 400 }))).status).toBe(400)
    expect(await peopleOn(host)).toBeLessThanOrEqual(2)
    await expectGoodService(host)
  })

  test('over WebSocket is one person at most, and cut off', async () => {
    const host = await startHost()
    const client = await RawClient.open(host)
    client.send(...connects.map((packet) => packet.slice(1)))
    await client.closed
    expect(await peopleOn(host)).toBeLessThanOrEqual(2)
    await expectGoodService(host)
  })

  test('may be in both namespaces', async () => {
    const host = await startHost()
    const session = await PollingSession.open(host.port)
    await session.send('40', '40/host,')
    const packets = [...(await session.receive()), ...(await session.receive())]
    expect(packets.filter((packet) => /^40(\/host,)?\{/.test(packet))).toHaveLength(2)
  })

  test('is cut off where it asks for ever other ones', async () => {
    const host = await startHost()
    const client = await RawClient.open(host)
    client.send(...Array.from({ length: 100 }, (_, number) => `0/${number},`))
    await client.closed
  })
})

test.each(['wrong', undefined])('a client that is refused (passcode: %s) is let go of', async (passcode) => {
  const host = await startHost({ passcode: 'sesame' })
  const client = await RawClient.open(host)
  const answered = client.next()
  client.send(`0${JSON.stringify({ passcode })}`)
  expect(await answered).toMatch(/^4\{.*passcode/)
  await client.closed
})

describe('a reader that stops reading', () => {
  const large = 'x'.repeat(LIMITS.packetBytes - 64 * 1024)

  async function room(host: TestHost) {
    const reader = await host.connect(page('reader'))
    const writer = await host.connect(page('writer'))
    await reader.join('standup')
    await writer.join('standup')
    return { reader, writer }
  }

  const tcpOf = (client: Client) =>
    (client.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket

  test('is cut off when more than a few MB wait for it, and is in the room still when it is back', async () => {
    const warn = vi.spyOn(log, 'warn').mockImplementation(() => {})
    const host = await startHost({ limits: { person: undefined } })
    const { reader, writer } = await room(host)
    tcpOf(reader).pause()
    // What the system itself takes in is a few MB as well.
    for (let sent = 0; warn.mock.calls.length === 0; sent += large.length) {
      expect(sent).toBeLessThan(64 * 1024 * 1024)
      expect(await writer.ask('message', large)).toEqual({ ok: true })
    }
    expect(warn.mock.calls.flat().join()).toContain('did not read')
    const ended = reader.disconnected()
    tcpOf(reader).resume()
    await ended
    await reader.connect()
    expect((await reader.join('standup')).peers).toEqual([writer.person])
  })

  test('is sent no lists of people, and the latest when it has caught up', async () => {
    const host = await startHost()
    const reader = await PollingSession.open(host.port)
    await reader.send('40')
    const received: string[] = []
    while (!received.some((packet) => packet.startsWith('42["updateUserlist"'))) {
      received.push(...(await reader.receive()))
    }
    const [, id] = /"welcome",\{"id":"([^"]+)"/.exec(received.join()) ?? []
    const writer = await host.connect(page('writer'))
    const candidate = 'x'.repeat(LIMITS.addressed - 1_024)
    for (let sent = 0; sent < 6; sent++) {
      expect(await writer.ask('iceCandidate', { to: id, candidate })).toEqual({ ok: true })
    }
    for (let number = 0; number < 3; number++) {
      await writer.ask('rename', { name: `writer ${number}` })
      await writer.listWhere(({ users }) => users.some(({ name }) => name === `writer ${number}`))
    }
    const later: string[] = []
    while (!later.join().includes('writer 2')) {
      await reader.send('3')
      later.push(...(await reader.receive()))
    }
    expect(later.join()).toContain(candidate)
    expect(later.join()).not.toMatch(/writer [01]/)
  })
})

describe('who sends too much', () => {
  const SMALL = { atOnce: 64 * 1024, perSecond: 1_024 }

  /** Asks until the host answers otherwise than that it knows no such event. */
  async function askUntilRefused(client: Client, most = 1_000): Promise<number> {
    for (let count = 1; count < most; count++) {
      const reply = await client.ask('nothing')
      if (!reply.ok && reply.code === 'too-fast') return count
    }
    throw new Error('the host took it all')
  }

  test('is refused first, and cut off when it goes on', async () => {
    vi.spyOn(log, 'warn').mockImplementation(() => {})
    const host = await startHost({ limits: { person: SMALL } })
    const ann = await host.connect(page('ann'))
    const count = await askUntilRefused(ann)
    expect(count).toBeGreaterThan(50)
    expect(count).toBeLessThan(70)
    const ended = ann.disconnected()
    for (let more = 0; more < 40; more++) ann.tell('nothing')
    await ended
    await expectGoodService(host)
  })

  test('gains nothing by connecting again', async () => {
    const host = await startHost({ limits: { person: SMALL } })
    const session = newSession()
    const ann = await host.connect(page('ann', session))
    await askUntilRefused(ann)
    ann.socket.disconnect()
    const again = await host.connect(page('ann', session))
    expect(await askUntilRefused(again)).toBeLessThan(5)
  })

  test('is one sender with all at the same address, whoever they say they are', async () => {
    const host = await startHost({ limits: { address: { atOnce: 256 * 1024, perSecond: 1 }, areForLoopback: true } })
    const [ann, bob] = [await host.connect(page('ann')), await host.connect(page('bob'))]
    await askUntilRefused(ann)
    expect(await bob.ask('nothing')).toMatchObject({ code: 'too-fast' })
  })

  test('gets no further connection', async () => {
    const host = await startHost({ limits: { address: { atOnce: 128 * 1024, perSecond: 1 }, areForLoopback: true } })
    await askUntilRefused(await host.connect(page('ann')))
    await expect(host.connect(page('bob'))).rejects.toThrow()
  })

  test('counts bytes as well as packets', async () => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const large = 'x'.repeat(LIMITS.packetBytes - 1_024)
    const replies = []
    for (let sent = 0; sent < 7; sent++) replies.push(await ann.ask('message', large))
    expect(replies.at(0)).toMatchObject({ code: 'not-in-room' })
    expect(replies.at(-1)).toMatchObject({ code: 'too-fast' })
  })
})

test('a page that enters a room of eight sends far less than it may', async () => {
  const host = await startHost({ capacity: 8 })
  const people: Client[] = []
  for (let number = 0; number < 8; number++) {
    people.push(await host.connect(page(`person ${number}`)))
    await people.at(-1)?.join('standup')
  }
  const [ann, ...others] = people as [Client, ...Client[]]
  const description = { type: 'offer', sdp: 'v=0'.padEnd(30_000, 'x') }
  const candidate = { candidate: 'candidate:1 1 udp 1 192.168.1.5 50000 typ host', sdpMid: '0', sdpMLineIndex: 0 }
  const asked = others.flatMap(({ person: { id } }) => [
    ann.ask('signal', { to: id, description }),
    ...Array.from({ length: 30 }, () => ann.ask('signal', { to: id, candidate })),
  ])
  for (const reply of await Promise.all(asked)) expect(reply).toEqual({ ok: true })
  expect(7 * (30_000 + 30 * 1_024)).toBeLessThan((HOST_LIMITS.person?.atOnce ?? 0) / 4)
})

test('a person beside 50 tabs of one address, all of which are in calls, is not refused', async () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {})
  // The usual limits, with this machine as an address like any other.
  const host = await startHost({ limits: { areForLoopback: true } })
  const description = { type: 'offer', sdp: 'x'.repeat(8_000) }
  const candidate = { candidate: 'candidate:1 1 udp 1 192.168.1.5 50000 typ host', sdpMid: '0', sdpMLineIndex: 0 }
  const tabs = await Promise.all(Array.from({ length: 50 }, (_, number) => host.connect(page(`tab ${number}`))))
  const joined = await Promise.all(tabs.map((tab, number) => tab.join(`room ${number % 7}`)))
  const asked = joined.flatMap(({ peers }, number) =>
    peers.flatMap(({ id: to }) => [
      tabs[number]?.ask('signal', { to, description }),
      ...Array.from({ length: 12 }, () => tabs[number]?.ask('signal', { to, candidate })),
    ]),
  )
  expect(asked.length).toBeGreaterThan(1_000)
  for (const reply of await Promise.all(asked)) expect(reply).toEqual({ ok: true })
  const person = await host.connect(page('the person'))
  const friend = await host.connect(page('a friend'))
  await friend.join('theirs')
  expect(await person.join('theirs')).toMatchObject({ peers: [friend.person] })
  expect(await person.ask('signal', { to: friend.person.id, description })).toEqual({ ok: true })
  expect(await friend.next('signal')).toMatchObject([{ from: person.person.id }])
  expect((await fetch(`${host.url}.well-known/lanline.json`)).status).toBe(200)
  expect(warn).not.toHaveBeenCalled()
})

describe('what is handed to anyone on the list', () => {
  const EVENTS = ['offer', 'answer', 'iceCandidate', 'refuse', 'disconnectPeer']

  test.each(EVENTS)('%s: 64 KB at most', async (event) => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    const to = bob.person.id
    expect(await ann.ask(event, { to, sdp: 'x'.repeat(60 * 1024) })).toEqual({ ok: true })
    expect(await ann.ask(event, { to, sdp: 'x'.repeat(64 * 1024) })).toMatchObject({ code: 'bad-request' })
  })

  test.each(EVENTS)('%s: not into a room, nor out of one', async (event) => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    await bob.join('standup')
    await bob.ask('lock', { locked: true })
    await bob.received()
    expect(await ann.ask(event, { to: bob.person.id })).toMatchObject({ code: 'no-such-peer' })
    expect(await bob.received()).toEqual([])
    expect(await bob.ask(event, { to: ann.person.id })).toMatchObject({ code: 'no-such-peer' })
    expect(await ann.received()).toEqual([])
  })
})
