import { WebSocket as WebSocketTransport } from 'socket.io-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EarlyTransport } from '../../../../../renderer/call/signaling/early-transport.js'
import type { EarlySocket } from '../../../../../renderer/early-socket.js'

const URI = 'ws://10.0.0.1:8080/socket.io/?EIO=4&transport=websocket'

/** A browser's, as far as it matters here. */
class FakeSocket {
  static readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | undefined
  onmessage: ((message: { data: string }) => void) | undefined

  constructor(readonly url: string) {}

  close(): void {
    this.readyState = 2
  }
}

let heard: string[]

beforeEach(() => {
  heard = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.spyOn(WebSocketTransport.prototype, 'createSocket').mockImplementation((uri) => new FakeSocket(uri))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What the page's first script leaves, and the transport that then connects. */
function connect(early: { url?: string; readyState: number; messages?: string[] }) {
  const socket = Object.assign(new FakeSocket(early.url ?? URI), { readyState: early.readyState })
  const messages = (early.messages ?? []).map((data) => ({ data }))
  const left = { socket, messages } as unknown as EarlySocket
  vi.stubGlobal('earlySocket', left)
  const { createSocket } = EarlyTransport.prototype
  const used = createSocket.call(Object.create(EarlyTransport.prototype), URI, undefined, {}) as unknown as FakeSocket
  // As Engine.IO does next.
  used.onopen = () => heard.push('open')
  used.onmessage = ({ data }) => heard.push(data)
  return { socket, used }
}

test('a connection that stands is taken over, with what has come in by it, once somebody listens', async () => {
  const { socket, used } = connect({ readyState: 1, messages: ['0{}', '2'] })
  expect(used).toBe(socket)
  expect(heard).toEqual([])
  await Promise.resolve()
  expect(heard).toEqual(['open', '0{}', '2'])
  expect(globalThis.earlySocket).toBeUndefined()
})

test('a connection that is on its way is taken over, and says itself when it stands', async () => {
  const { socket, used } = connect({ readyState: 0 })
  await Promise.resolve()
  expect(used).toBe(socket)
  expect(heard).toEqual([])
})

test('one that has ended, or leads to another host, is not used, and closed', () => {
  for (const early of [{ readyState: 2 }, { readyState: 3 }, { readyState: 1, url: URI.replace('.1', '.2') }]) {
    const { socket, used } = connect(early)
    expect(used).not.toBe(socket)
    expect(used.url).toBe(URI)
    expect(socket.readyState).not.toBeLessThan(2)
  }
})
