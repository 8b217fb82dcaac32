import type { Socket as TcpSocket } from 'node:net'
import type { HostSocket } from './sockets.js'

/** What Engine.IO's transport has of `ws`, and that of the connection. */
interface WebSocketTransport {
  readonly name: string
  readonly socket?: { readonly readyState: number; readonly _socket?: TcpSocket }
}

const OPEN = 1

/** The connection under an open WebSocket; undefined for a client that polls. */
export function tcpOf({ transport, readyState }: HostSocket['conn']): TcpSocket | undefined {
  const { name, socket } = transport as unknown as WebSocketTransport
  return name === 'websocket' && readyState === 'open' && socket?.readyState === OPEN ? socket._socket : undefined
}

/**
 * What is written there until the event loop has gone round goes out in one piece: each write by itself is a call of the
 * system, and most of what a few short packets cost.
 */
export function gather(tcp: TcpSocket | undefined): void {
  if (!tcp || tcp.writableCorked > 0 || tcp.writableLength > 0) return
  tcp.cork()
  setImmediate(() => tcp.uncork())
}
