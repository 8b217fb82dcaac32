import { once } from 'node:events'
import { connect, Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { lose, newSession, page, startHost, type TestHost } from '../helpers/host.js'

expectNothingUnforeseen()

type Writev = (this: Socket, chunks: { chunk: Buffer | string }[], callback: (error?: Error) => void) => void

/** What a host hands to the system in one piece from now on, as text, where that is more than one chunk. */
function pieces({ port }: TestHost): string[] {
  const seen: string[] = []
  const prototype = Socket.prototype as unknown as { _writev: Writev }
  const writev = prototype._writev
  const spy = vi.spyOn(prototype, '_writev').mockImplementation(function (this: Socket, chunks, callback) {
    if (this.localPort === port) seen.push(chunks.map(({ chunk }) => chunk.toString('latin1')).join(''))
    writev.call(this, chunks, callback)
  })
  onTestFinished(() => spy.mockRestore())
  return seen
}

const withAll = (...parts: string[]) => expect.stringMatching(new RegExp(parts.join('.*'), 's'))

test('what is said to who connects goes out in two pieces: before the client says anything, and after', async () => {
  const host = await startHost()
  const seen = pieces(host)
  const ann = await host.connect(page('ann'))
  await ann.roundTrip()
  expect(seen).toContainEqual(withAll('101 Switching Protocols', '"pingInterval"'))
  expect(seen).toContainEqual(withAll('40{"sid"', '"welcome"', '"updateUserlist"'))
})

test('all that comes of joining a room goes out in one piece, to who joins and to who is inside', async () => {
  const host = await startHost()
  const ann = await host.connect()
  await ann.join('standup')
  const bob = await host.connect()
  await bob.roundTrip()
  const seen = pieces(host)
  await bob.join('standup')
  await Promise.all([ann.roundTrip(), bob.roundTrip()])
  expect(seen).toContainEqual(withAll('Received request', '"joined"', '"ready"', '"initiator":false'))
  expect(seen).toContainEqual(withAll('"join"', '"announce"', '"ready"'))
})

test('short and long packets keep their order in one piece', async () => {
  const host = await startHost()
  const session = newSession()
  const ann = await host.connect(page('ann', session))
  const { bob } = await host.enterAsPages('standup', 'bob')
  await ann.join('standup')
  await lose(ann)
  const said = [1, 70_000, 2, 40_000, 40_000, 3, 200_000, 4].map((length, index) => `${index}${'x'.repeat(length)}`)
  for (const message of said) await bob.ask('message', message)
  await ann.connect()
  await ann.roundTrip()
  for (const message of said) expect(await ann.next('message')).toEqual([message])
})

test('who may not connect is told so', async () => {
  const host = await startHost()
  const socket = connect(host.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let heard = ''
  socket.on('data', (data) => {
    heard += data
  })
  const head = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: localhost',
    'Origin: https://evil.example',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await once(socket, 'close')
  expect(heard).toMatch(/^HTTP\/1\.1 400 /)
})
