import { expect, test } from 'vitest'
import { Bystanders, expectGoodService, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { newSession, startHost, type TestHost } from '../helpers/host.js'
import { ask, exchange, openConnection, POLLING, PollingSession } from '../helpers/http.js'

expectNothingUnforeseen()

/** What makes a packet of type EVENT at the level of Engine.IO. */
const event = (name: string, payload: string) => `42${JSON.stringify([name]).slice(0, -1)},${payload}]`
const deep = (open: string, close: string) => `${open.repeat(10_000)}1${close.repeat(10_000)}`

const PAYLOADS_OF = [
  ...['create or join', 'leave', 'message', 'signal', 'rename', 'ipaddr'],
  ...['call', 'refuse', 'disconnectPeer', 'offer', 'answer', 'iceCandidate', 'send'],
]
const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener', 'error']

const GARBAGE: (string | Buffer)[] = [
  ...PAYLOADS_OF.flatMap((name) => [event(name, deep('[', ']')), event(name, deep('{"to":', '}'))]),
  ...PAYLOADS_OF.map((name) => event(name, '{"__proto__":{"name":"x"}}')),
  ...RESERVED.map((name) => event(name, '"x"')),
  // Packets of Engine.IO
  ...['', '2', '3', '5', '6', '7', '9', 'x', '\u0000', '2probe', '3probe', '4', '4x', '49', '4-1', '1'],
  // Events of Socket.IO
  ...['42', '421', '42[', '42{}', '42[]', '42[null]', '42[5]', '421[5]', '42[-1e999]', '42["x"', '42"x"', '42[{}]'],
  ...['42[["message"]]', '42/,["message"]', '42/other,["message"]', '429999999999999999999["leave"]'],
  ...['42-1["leave"]', '421e3["leave"]', '42\u0000["leave"]'],
  // Its connects, disconnects, acknowledgements and errors
  ...['40', '40{}', '40null', '40[]', '40"x"', '40/other,', '40/__proto__,{}', '41', '41[]', '41/other,'],
  ...['43', '430[]', '43["x"]', '44', '44"x"', '44{}'],
  // Its binary packets
  ...['45', '45-', '450-["message"]', '451-["message"]', '4511-["message"]', '451e9-["message"]', '46', '461-1[]'],
  ...['451-["message",{"_placeholder":true,"num":-1}]', '451-["message",{"_placeholder":true,"num":"__proto__"}]'],
  ...[Buffer.from([4, 1, 2, 3]), Buffer.alloc(0), Buffer.from([0x34, 0x32, 0xff, 0xfe])],
]

test('garbage on the WebSocket costs at most its own connection', async () => {
  const host = await startHost()
  const bystanders = await Bystanders.in(host)
  for (const packet of GARBAGE) {
    const mallory = await host.connect()
    await mallory.join('green')
    // The client's own transport, past all that would put the packet right.
    const { ws } = mallory.socket.io.engine.transport as unknown as { ws: { send(data: string | Buffer): void } }
    ws.send(packet)
    ws.send(Buffer.from('behind a binary header'))
    await mallory.roundTrip().catch(() => mallory.disconnected())
    mallory.socket.disconnect()
  }
  await bystanders.expectUntouched()
  const green = await host.connect()
  expect(await green.join('green')).toMatchObject({ initiator: true })
  await expectGoodService(host)
})

test('garbage by polling costs at most its own session', async () => {
  const host = await startHost()
  const bystanders = await Bystanders.in(host)
  for (const packet of GARBAGE) {
    const session = await PollingSession.open(host.port)
    await session.send('40')
    expect((await session.send(packet.toString(), event('leave', '1'))).status).toBeLessThan(500)
  }
  await bystanders.expectUntouched()
  await expectGoodService(host)
})

test.each([
  ['GET', '/socket.io/'],
  ['GET', '/socket.io/?EIO=4'],
  ['GET', '/socket.io/?EIO=3&transport=polling'],
  ['GET', '/socket.io/?EIO=4&transport=__proto__'],
  ['GET', '/socket.io/?EIO=4&transport=websocket'],
  ['GET', '/socket.io/?EIO=4&transport=webtransport'],
  ['GET', `${POLLING}&sid=unknown`],
  ['GET', `${POLLING}&sid=__proto__`],
  ['GET', `${POLLING}&sid=a&sid=b`],
  ['POST', POLLING],
  ['POST', `${POLLING}&sid=unknown`],
  ['PUT', POLLING],
  ['DELETE', `${POLLING}&sid=constructor`],
  ['OPTIONS', POLLING],
  ['GET', `/socket.io/?${'x'.repeat(8_000)}`],
  ['GET', '/socket.io/%zz?EIO=4&transport=polling&t=%zz'],
])('%s %s is answered without harm', async (method, path) => {
  const host = await startHost()
  const { status } = await ask(host.port, path, { method, body: method === 'GET' ? '' : 'x' })
  expect(status).toBeGreaterThanOrEqual(200)
  expect(status).toBeLessThan(500)
  await expectGoodService(host)
})

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n'

test.each([
  ['nothing like HTTP', '\u0000\u0001\u0002 nonsense\r\n\r\n'],
  ['a TLS greeting', Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5])],
  ['an endless header', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'],
  ['a tunnel', 'CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a bad WebSocket key', `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n${UPGRADE}\r\n`],
  ['an upgrade of polling', `GET ${POLLING} HTTP/1.1\r\nHost: localhost\r\n${UPGRADE}\r\n`],
  ['an upgrade elsewhere', `GET /standup HTTP/1.1\r\nHost: localhost\r\n${UPGRADE}\r\n`],
  ['an expectation', 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\nConnection: close\r\n\r\n'],
])('%s on the port ends with that connection', async (_what, bytes) => {
  const host = await startHost()
  await exchange(host.port, bytes)
  await expectGoodService(host)
})

test('a connection that is reset during an upgrade nobody answers ends alone', async () => {
  const host = await startHost()
  const connection = await openConnection(host.port)
  connection.write(`GET /standup HTTP/1.1\r\nHost: localhost\r\n${UPGRADE}\r\n`)
  await ask(host.port, '/')
  connection.resetAndDestroy()
  await ask(host.port, '/')
  await expectGoodService(host)
})

const JOIN = event('create or join', '"haunted"')

/** Nobody is left in "haunted", seen or unseen: the room is new, and two fit in. */
async function expectNoGhost(host: TestHost): Promise<void> {
  const first = await host.connect()
  const second = await host.connect()
  expect(await first.join('haunted')).toMatchObject({ initiator: true, peers: [] })
  expect(await second.join('haunted')).toMatchObject({ peers: [{ id: first.id }] })
}

test('what comes behind a goodbye leaves nobody in a room', async () => {
  const host = await startHost()
  const session = await PollingSession.open(host.port)
  await session.send('40')
  await session.receive()
  await session.send('41', JOIN)
  await expectNoGhost(host)
})

test('what comes together with the end of the connection leaves nobody in a room', async () => {
  const host = await startHost()
  const session = await PollingSession.open(host.port)
  await session.send('40')
  await session.receive()
  await session.send(JOIN, '1')
  await expectNoGhost(host)
})

test("a session that connects twice on one connection takes nobody's place, and leaves nobody in a room", async () => {
  const host = await startHost({ graceMs: 0 })
  const auth = { session: newSession() }
  const ann = await host.connect({ auth })
  await ann.join('haunted')
  const session = await PollingSession.open(host.port)
  await session.send(`40${JSON.stringify(auth)}`, `40${JSON.stringify(auth)}`).catch(() => {})
  const bob = await host.connect({ auth: { name: 'bob' } })
  expect((await bob.join('haunted')).peers).toEqual([ann.person])
  await ann.ask('leave')
  await bob.ask('leave')
  await expectNoGhost(host)
})
