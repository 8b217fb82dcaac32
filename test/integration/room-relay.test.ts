import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Joined, RelayReply } from '../../common/protocol.js'
import { serveMetrics } from '../../main/cli/metrics.js'
import { startHost, type TestHost } from '../helpers/host.js'
import { ask } from '../helpers/http.js'
import { TurnClient, tcpWire, udpWire } from '../helpers/turn-client.js'

/** The machine is in no network but its own, so that relayed addresses are of loopback. */
vi.mock('../../main/lan/address.js', async (original) => ({
  ...(await original<typeof import('../../main/lan/address.js')>()),
  rankAddresses: () => [{ address: '127.0.0.1', interface: 'eth0', reasons: [] }],
}))

const FORBIDDEN = 403

async function enter(host: TestHost, room: string, name: string): Promise<Joined> {
  const client = await host.connect({ auth: { name } })
  return (await client.ask('create or join', room)) as Joined
}

/** A client of the relay with the credentials that came with the room. */
async function turnClient({ relay }: Joined, transport: 'udp' | 'tcp' = 'udp'): Promise<TurnClient> {
  const url = relay?.urls.find((each) => each.endsWith(transport)) ?? ''
  const port = Number(/:(\d+)\?/.exec(url)?.[1])
  const wire = await (transport === 'udp' ? udpWire(port) : tcpWire(port))
  onTestFinished(() => wire.close())
  return new TurnClient(wire, { username: relay?.username ?? '', credential: relay?.credential ?? '' })
}

test('whoever enters a room is told where the relay is and how to use it', async () => {
  const host = await startHost({ relay: true, name: "Ann's computer" })
  const { relay } = await enter(host, 'standup', 'bob')
  expect(relay).toEqual({
    name: "Ann's computer",
    urls: [
      expect.stringMatching(/^turn:127\.0\.0\.1:\d+\?transport=udp$/),
      `turn:127.0.0.1:${host.port}?transport=tcp`,
    ],
    username: expect.stringMatching(/^\d+:/),
    credential: expect.any(String),
    lifetime: expect.any(Number),
  })
})

test('who is in a room gets new credentials, who is in none gets none', async () => {
  const host = await startHost({ relay: true })
  const client = await host.connect({ auth: { name: 'ann' } })
  expect(await client.ask('relay')).toMatchObject({ ok: false, code: 'not-in-room' })
  const { relay } = (await client.ask('create or join', 'standup')) as Joined
  const again = (await client.ask('relay')) as RelayReply
  expect(again).toMatchObject({ ok: true, relay: { urls: relay?.urls, username: expect.stringMatching(/^\d+:/) } })
})

test.each(['udp', 'tcp'] as const)(
  'people of one room reach each other over %s, and nobody else',
  async (transport) => {
    const host = await startHost({ relay: true })
    const [ann, bob, eve] = await Promise.all([
      turnClient(await enter(host, 'green', 'ann'), transport),
      turnClient(await enter(host, 'green', 'bob'), transport),
      turnClient(await enter(host, 'red', 'eve'), transport),
    ])
    for (const client of [ann, bob, eve]) expect((await client.allocate()).error).toBeUndefined()
    expect(await ann.permit(bob.relayed)).toBeUndefined()
    expect(await bob.permit(ann.relayed)).toBeUndefined()
    ann.sendTo(bob.relayed, 'hello')
    expect(await bob.datagram()).toMatchObject({ payload: 'hello', from: ann.relayed })
    expect(await eve.permit(ann.relayed)).toBe(FORBIDDEN)
    expect(await ann.permit(eve.relayed)).toBe(FORBIDDEN)
  },
)

test('what is relayed, dropped and refused is counted, for whoever watches the host', async () => {
  const host = await startHost({ relay: true })
  const metrics = await serveMetrics(host.host, { address: '127.0.0.1', port: 0 })
  onTestFinished(() => metrics.close())
  const ann = await turnClient(await enter(host, 'green', 'ann'), 'tcp')
  const bob = await turnClient(await enter(host, 'green', 'bob'), 'tcp')
  for (const client of [ann, bob]) await client.allocate()
  await ann.permit(bob.relayed)
  ann.sendTo(bob.relayed, 'unasked')
  // Answered after what was sent before it.
  await ann.refresh(600)
  await bob.permit(ann.relayed)
  ann.sendTo(bob.relayed, 'hello')
  expect(await bob.datagram()).toMatchObject({ payload: 'hello' })
  const seen = { allocations: 2, bytes: 5, refused: { 401: 2 }, dropped: { forbidden: 1, bandwidth: 0 } }
  expect(host.host.load().relay).toMatchObject(seen)
  const text = await (await fetch(`${metrics.url}/metrics`)).text()
  for (const line of [
    'allocations 2',
    'bytes_total 5',
    'dropped_total{reason="forbidden"} 1',
    'dropped_total{reason="bandwidth"} 0',
    'refused_total{code="401"} 2',
  ]) {
    expect(text).toContain(`\nlanline_relay_${line}\n`)
  }
})

test('the ports of the machine itself are out of reach', async () => {
  const host = await startHost({ relay: true })
  const ann = await turnClient(await enter(host, 'green', 'ann'))
  await ann.allocate()
  expect(await ann.permit({ address: '127.0.0.1', port: host.port })).toBe(FORBIDDEN)
})

test('a stranger is refused', async () => {
  const host = await startHost({ relay: true })
  const joined = await enter(host, 'green', 'ann')
  const stranger = await turnClient(joined)
  stranger.credentials = { username: joined.relay?.username ?? '', credential: 'a guess' }
  expect((await stranger.allocate()).error).toBe(401)
})

test('HTTP and the relay share the port, also with who says nothing at first', async () => {
  const host = await startHost({ relay: true })
  const silent = connect(host.port, '127.0.0.1')
  onTestFinished(() => void silent.destroy())
  expect(await ask(host.port, '/')).toMatchObject({ status: 200 })
  silent.write('GE')
  silent.write(`T / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`)
  const [first] = await new Promise<string[]>((resolve) => silent.once('data', (chunk) => resolve([`${chunk}`])))
  expect(first).toMatch(/^HTTP\/1\.1 200 OK/)
})

test('a host without a relay tells of none and cuts who asks for it', async () => {
  const host = await startHost({ relay: false })
  expect(await enter(host, 'standup', 'ann')).not.toHaveProperty('relay')
  const socket = connect(host.port, '127.0.0.1')
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  // A STUN Binding request (RFC 8489, section 5).
  socket.write(Buffer.from('000100002112a442000000000000000000000000', 'hex'))
  await closed
})
