import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Packet } from '../../../../main/host/packet.js'
import { SocketLine } from '../../../../main/host/socket-line.js'
import type { HostSocket } from '../../../../main/host/sockets.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A line over a WebSocket or over polling, and each write to the connection or to Engine.IO, as text. */
function lineOver(transport: 'websocket' | 'polling') {
  const writes: string[] = []
  const tcp = { writableCorked: 0, writableLength: 0, write: (frame: Buffer) => writes.push(textOf(frame)) }
  const conn = {
    readyState: 'open',
    transport: { name: transport, socket: { readyState: 1, _socket: tcp } },
    writeBuffer: [],
    write: (text: string) => writes.push(text),
  }
  const socket = { id: 'ann', connected: true, conn, leave: () => {}, disconnect: () => writes.push('end') }
  return { line: new SocketLine(socket as unknown as HostSocket), socket, writes }
}

/** What short frames say. */
function textOf(frames: Buffer): string {
  const length = frames[1] ?? 0
  const [first, rest] = [frames.subarray(2, 2 + length), frames.subarray(2 + length)]
  return first.toString() + (rest.length > 0 ? textOf(rest) : '')
}

const packet = (event: string) => Packet.event(event, [])

test('what nobody waits for goes out in one write with what is sent next, in its order', () => {
  const { line, writes } = lineOver('websocket')
  for (const event of ['a', 'b']) line.sendSoon(packet(event))
  expect(writes).toEqual([])
  line.send(packet('c'))
  expect(writes).toEqual(['42["a"]42["b"]42["c"]'])
  vi.runAllTimers()
  line.send(packet('d'))
  expect(writes).toEqual(['42["a"]42["b"]42["c"]', '42["d"]'])
})

test('it goes out by itself where nothing else is sent, or the line ends', () => {
  const { line, writes } = lineOver('websocket')
  line.sendSoon(packet('a'))
  vi.runAllTimers()
  expect(writes).toEqual(['42["a"]'])
  line.sendSoon(packet('b'))
  line.disconnect()
  expect(writes).toEqual(['42["a"]', '42["b"]', 'end'])
  vi.runAllTimers()
  expect(writes).toHaveLength(3)
})

test('only some of it waits, and nothing that is large', () => {
  const { line, writes } = lineOver('polling')
  for (let count = 0; count < 20; count++) line.sendSoon(packet('a'))
  expect(writes).toHaveLength(18)
  line.sendSoon(Packet.event('large', ['x'.repeat(10_000)]))
  expect(writes).toHaveLength(21)
})

test('who has gone is sent nothing', () => {
  const { line, socket, writes } = lineOver('websocket')
  line.sendSoon(packet('a'))
  socket.connected = false
  vi.runAllTimers()
  line.send(packet('b'))
  expect(writes).toEqual([])
})
