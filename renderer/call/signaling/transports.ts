import { Manager, type ManagerOptions, type Socket, type SocketOptions, XHR } from 'socket.io-client'
import { EarlyTransport } from './early-transport.js'

/**
 * How long a WebSocket may take to open. Over TLS that is up to five round trips where two do else: browsers connect a second
 * time to a host whose certificate nobody vouches for.
 */
const PLAIN_WITHIN_MS = 2_000
const SECURE_WITHIN_MS = 4_000
/** The same of polling in its place. */
const POLLING_WITHIN_MS = 4_000

/** A connection of its own to the host, to be opened. It begins with a WebSocket, which is quickest; see `fallsBack`. */
export function socketTo(origin: string, namespace: string, more: Partial<ManagerOptions & SocketOptions>): Socket {
  const options = {
    transports: globalThis.earlySocket ? [EarlyTransport, XHR] : ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: origin.startsWith('https:') ? SECURE_WITHIN_MS : PLAIN_WITHIN_MS,
    autoConnect: false,
    ...more,
  }
  return new Manager(origin, options).socket(namespace, options)
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
  io.timeout(POLLING_WITHIN_MS)
  return true
}
