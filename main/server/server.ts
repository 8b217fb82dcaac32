import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type ExtendedError, Server } from 'socket.io'
import { CAPACITY, DEFAULT_PORT, Handshake, LIMITS, type RefusalCode } from '../../common/protocol.js'
import { lanAddresses } from '../lan/address.js'
import { isAllowedOrigin, isOwnHost } from './access.js'
import { serve } from './connection.js'
import { Connections } from './connections.js'
import type { HostState } from './host-state.js'
import { createLimit } from './limits.js'
import { listen } from './listen.js'
import { tellUnanswered } from './membership.js'
import { serveClientScript, servePage } from './page.js'
import { type HostServer, type HostSocket, Peers } from './peers.js'
import { Presence } from './presence.js'
import { Rings } from './rings.js'
import { Rooms } from './rooms.js'

export interface HostOptions {
  /** Folder of the built page. */
  pageDirectory: string
  /** Where this is taken the next free one is used; 0 picks any. */
  port?: number
  /** Address to bind; all of the machine's when left out. */
  address?: string
  /** How many people fit in a room, 2 to 8. */
  capacity?: number
  /** How long a person whose connection was lost keeps their place in the room. */
  graceMs?: number
  /** How long a call rings. */
  ringMs?: number
  /** Web origins, such as `http://192.168.1.9:3000`, whose pages may use the host besides its own. */
  allowedOrigins?: readonly string[]
}

export interface Host {
  readonly port: number
  /** Where the page can be opened on this machine: a secure context, so camera and microphone work. */
  readonly localUrl: string
  /** Where the page could be opened from other machines when the host started, best first. */
  readonly urls: string[]
  /** This machine's LAN IPv4 addresses as they are now, best first. */
  addresses(): Promise<string[]>
  /** Tells every client, ends all connections and frees the port. Safe to call again. */
  close(): Promise<void>
}

/** A lost connection is noticed after at most the sum of the two. */
const PING = { pingInterval: 5_000, pingTimeout: 7_000 }

/** How many messages and calls one person may send others in a while. */
const FLOOD = { points: 20, seconds: 10 }

/** How long clients have to take in the last words, and then again to let go, before they are cut off. */
const FAREWELL_MS = 500

/**
 * Starts a host: one HTTP server with the page and Socket.IO signaling. Rejects with a RangeError where the capacity is
 * out of range, and with the system's error where the address cannot be bound.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { pageDirectory, port = DEFAULT_PORT, address } = options
  const page = servePage(pageDirectory)
  const http = createServer(page)
  const connections = new Connections(http)
  const addresses = () => reachableAt(address)
  const signaling = startSignaling(http, options, addresses)
  signaling.io.engine.use(serveClientScript(page))

  await listen(http, port, address)
  const bound = (http.address() as AddressInfo).port
  const localName = address === undefined || isWildcard(address) ? 'localhost' : address
  let closing: Promise<void> | undefined
  return {
    port: bound,
    localUrl: urlOf(localName, bound),
    urls: (await addresses()).map((lanAddress) => urlOf(lanAddress, bound)),
    addresses,
    close: () => (closing ??= close(signaling, connections)),
  }
}

interface Signaling {
  readonly io: HostServer
  readonly state: HostState
}

function startSignaling(http: HttpServer, options: HostOptions, lanAddresses: () => Promise<string[]>): Signaling {
  const { capacity = CAPACITY.default, graceMs = 15_000, ringMs = LIMITS.ringMs, allowedOrigins = [] } = options
  if (!Number.isInteger(capacity) || capacity < CAPACITY.min || capacity > CAPACITY.max) {
    throw new RangeError(`capacity must be a whole number from ${CAPACITY.min} to ${CAPACITY.max}`)
  }
  const isAllowed: IsAllowed = ({ headers }) => isAllowedOrigin(headers.origin, headers.host, allowedOrigins)
  const io = attachSignaling(http, isAllowed)
  const peers = new Peers()
  const rooms = new Rooms(capacity)
  const rings = new Rings(ringMs, (ring) => tellUnanswered(state, ring))
  const presence = new Presence(io, peers, rooms, rings)
  const limit = createLimit(FLOOD.points, FLOOD.seconds)
  const state: HostState = { peers, rooms, rings, presence, limit, graceMs, lanAddresses }
  io.use((socket, next) => admit(socket, isAllowed(socket.request), next))
  io.on('connection', (socket) => serve(state, socket))
  return { io, state }
}

/** Whether the page that sent this request may use the host. */
type IsAllowed = (request: { headers: { origin?: string | undefined; host?: string | undefined } }) => boolean

function attachSignaling(http: HttpServer, isAllowed: IsAllowed): HostServer {
  return new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.packetBytes,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) => decide(null, isOwnHost(request.headers.host)),
    cors: (request, decide) => decide(null, { origin: isAllowed(request) }),
  })
}

/** Lets a client in, or turns it away with `connect_error`, whose `data.code` says why. */
function admit(socket: HostSocket, isAllowed: boolean, next: (error?: ExtendedError) => void): void {
  const handshake = Handshake.safeParse(socket.handshake.auth)
  if (!isAllowed) {
    next(refused('origin-not-allowed', 'Pages from elsewhere may not use this host.'))
  } else if (!handshake.success) {
    next(refused('bad-request', 'The handshake was not understood.'))
  } else {
    socket.data.handshake = handshake.data
    next()
  }
}

function refused(code: RefusalCode, message: string): ExtendedError {
  return Object.assign(new Error(message), { data: { code } })
}

async function close({ io, state }: Signaling, connections: Connections): Promise<void> {
  const { peers, rings, presence } = state
  io.emit('closing')
  rings.close()
  peers.clear()
  await Promise.race([
    Promise.all([...io.sockets.sockets.values()].map(flush)),
    delay(FAREWELL_MS, undefined, { ref: false }),
  ])
  const cut = setTimeout(() => connections.cut(), FAREWELL_MS)
  await io.close()
  clearTimeout(cut)
  peers.clear()
  presence.close()
}

/** Ends a client's connection once everything it was sent is on its way. */
function flush({ conn }: HostSocket): Promise<void> {
  return new Promise((resolve) => {
    conn.once('close', () => resolve())
    conn.close()
  })
}

/** The addresses at which other machines reach a host that is bound to `address`; none where that is loopback. */
async function reachableAt(address: string | undefined): Promise<string[]> {
  if (address === undefined || isWildcard(address)) return lanAddresses()
  return isLoopback(address) ? [] : [address]
}

const isWildcard = (address: string) => address === '0.0.0.0' || address === '::'
const isLoopback = (address: string) => address === '::1' || address.startsWith('127.')
const urlOf = (address: string, port: number) => `http://${address.includes(':') ? `[${address}]` : address}:${port}/`
