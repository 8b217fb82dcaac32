import { type Socket, XHR } from 'socket.io-client'
import { ANSWER_TIMEOUT_MS } from './ask.js'
import { EarlyTransport } from './early-transport.js'

/** How long a WebSocket may take to open. */
const WEBSOCKET_WITHIN_MS = 2_000

/** Options of a connection that begins with a WebSocket, which is quickest. See `fallsBack`. */
export const WEBSOCKET_FIRST = {
  transports: [EarlyTransport, XHR],
  tryAllTransports: true,
  timeout: WEBSOCKET_WITHIN_MS,
}

/** From polling a connection goes on to a WebSocket by itself, where there can be one. */
const POLLING_FIRST = ['polling', 'websocket']

/**
 * Whether an attempt to connect failed for a network that swallows requests for a WebSocket without an answer, after
 * which Socket.IO would ask for one again and again. Its next attempt begins with polling.
 */
export function fallsBack({ io }: Socket, error: Error): boolean {
  if (error.message !== 'timeout' || io.opts.transports === POLLING_FIRST) return false
  io.opts.transports = POLLING_FIRST
  io.timeout(ANSWER_TIMEOUT_MS - WEBSOCKET_WITHIN_MS)
  return true
}
