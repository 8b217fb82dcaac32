import type { Server, Socket } from 'node:net'
import { isStun } from './relay/relay.js'

/** Takes over a connection of which these bytes have been read. */
export type TakeOver = (socket: Socket, firstBytes: Buffer) => void

/** How long a client may say nothing before it is the server's own to wait for: browsers open connections in advance. */
const SILENCE_MS = 2_000

/**
 * Has `relay` take over those connections of a server that begin with a STUN message, and `plain`, where the server speaks
 * TLS, serve those that begin as HTTP does. All others go, with nothing of them lost, to whoever listens for the server's
 * connections by now.
 */
export function sharePort(server: Server, relay: TakeOver, plain?: Server): void {
  const listeners = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    tellApart(socket, relay, (held) => {
      if (plain && startsAsHttp(held)) return plain.emit('connection', socket)
      for (const listener of listeners) listener.call(server, socket)
    })
  })
}

/** A TLS handshake begins with a byte that is no letter (RFC 8446, section 5.1), a request with its method. */
const startsAsHttp = (bytes: Buffer) => /^[A-Z]/.test(bytes.toString('latin1', 0, 1))

function tellApart(socket: Socket, relay: TakeOver, serve: (held: Buffer) => void): void {
  let held = Buffer.alloc(0)
  const hand = (isForRelay: boolean) => {
    clearTimeout(timer)
    socket.off('data', take).off('end', end).off('close', close).pause()
    if (isForRelay) return relay(socket, held)
    if (held.length > 0) socket.unshift(held)
    serve(held)
    // TLS reads past the stream, and what comes out of that here would be lost.
    if (socket.listenerCount('data') > 0) socket.resume()
  }
  const take = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    const isForRelay = isStun(held)
    if (isForRelay !== undefined) hand(isForRelay)
  }
  const end = () => void socket.destroy()
  const timer = setTimeout(() => hand(false), SILENCE_MS)
  const close = () => clearTimeout(timer)
  // None of these stays: the first bytes would be kept for as long as the connection is open.
  socket.on('data', take).on('end', end).on('close', close)
}
