import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type ExtendedError, Server } from 'socket.io'
import { CAPACITY, Handshake, LIMITS, type RefusalCode } from '../../common/protocol.js'
import { isAllowedOrigin, isOwnHost } from './access.js'
import { serve } from './connection.js'
import type { HostState } from './host-state.js'
import { Limit } from './limits.js'
import { tellUnanswered } from './membership.js'
import type { Passcode } from './passcode.js'
import { addressOf, type HostServer, type HostSocket, Peers } from './peers.js'
import { Presence } from './presence.js'
import { Rings } from './rings.js'
import { Rooms } from './rooms.js'

export interface SignalingOptions {
  /** How many people fit in a room, 2 to 8. */
  capacity?: number
  /** How long a person whose connection was lost keeps their place in the room. */
  graceMs?: number
  /** How long a call rings. */
  ringMs?: number
  /** Web origins, such as `http://192.168.1.9:3000`, whose pages may use the host besides its own. */
  allowedOrigins?: readonly string[]
}

/** What signaling asks the rest of the host. */
export interface Surroundings {
  readonly passcode: Passcode
  lanAddresses(): string[]
  /** Someone came, went, or is elsewhere. */
  peopleChanged(): void
}

export interface Signaling {
  readonly io: HostServer
  readonly state: HostState
}

/** A lost connection is noticed after at most the sum of the two. */
const PING = { pingInterval: 5_000, pingTimeout: 7_000 }

/** How many messages and calls one person may send others in a while. */
const FLOOD = { points: 20, seconds: 10 }

/** How long clients have to take in the last words, and then again to let go, before they are cut off. */
const FAREWELL_MS = 500

/** Attaches Socket.IO to the server. Throws a RangeError where the capacity is out of range. */
export function startSignaling(http: HttpServer, options: SignalingOptions, surroundings: Surroundings): Signaling {
  const { capacity = CAPACITY.default, graceMs = 15_000, ringMs = LIMITS.ringMs, allowedOrigins = [] } = options
  if (!Number.isInteger(capacity) || capacity < CAPACITY.min || capacity > CAPACITY.max) {
    throw new RangeError(`capacity must be a whole number from ${CAPACITY.min} to ${CAPACITY.max}`)
  }
  const { passcode, lanAddresses, peopleChanged } = surroundings
  const isAllowed: IsAllowed = ({ headers }) => isAllowedOrigin(headers.origin, headers.host, allowedOrigins)
  const io = attach(http, isAllowed)
  const peers = new Peers()
  const rooms = new Rooms(capacity)
  const rings = new Rings(ringMs, (ring) => tellUnanswered(state, ring))
  const presence = new Presence(io, peers, rooms, rings, peopleChanged)
  const limit = new Limit(FLOOD.points, FLOOD.seconds)
  const state: HostState = { peers, rooms, rings, presence, limit, graceMs, lanAddresses }
  // Of each namespace as it is made: whoever may not come in gets into none.
  const letIn = admit(isAllowed, peers, passcode)
  io.use(letIn)
  io.on('new_namespace', (namespace) => namespace.use(letIn))
  io.on('connection', (socket) => serve(state, socket))
  return { io, state }
}

/** Whether the page that sent this request may use the host. */
type IsAllowed = (request: Pick<IncomingMessage, 'headers'>) => boolean

function attach(http: HttpServer, isAllowed: IsAllowed): HostServer {
  return new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.packetBytes,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) => decide(null, isOwnHost(request.headers.host)),
    cors: (request, decide) => decide(null, { origin: isAllowed(request) }),
  })
}

const REFUSALS = {
  'origin-not-allowed': 'Pages from elsewhere may not use this host.',
  'bad-request': 'The handshake was not understood.',
  removed: 'The operator of this host has removed you.',
  'passcode-required': 'This host asks for a passcode.',
  'wrong-passcode': 'That is not the passcode of this host.',
  'too-many-attempts': 'Too many wrong passcodes; wait a minute.',
} as const satisfies Partial<Record<RefusalCode, string>>

/** Lets a client in, or turns it away with `connect_error`, whose `data.code` says why. */
function admit(isAllowed: IsAllowed, peers: Peers, passcode: Passcode) {
  const refusalOf = (socket: HostSocket): RefusalCode | undefined => {
    if (!isAllowed(socket.request)) return 'origin-not-allowed'
    const handshake = Handshake.safeParse(socket.handshake.auth)
    if (!handshake.success) return 'bad-request'
    const { session, passcode: given } = handshake.data
    socket.data.handshake = handshake.data
    if (peers.isBanned(session)) return 'removed'
    // Whoever is on the host already came in before the passcode was another.
    return peers.isHere(session) ? undefined : passcode.refuses(given, addressOf(socket))
  }
  return (socket: HostSocket, next: (error?: ExtendedError) => void) => {
    const code = refusalOf(socket)
    next(code && Object.assign(new Error(REFUSALS[code as keyof typeof REFUSALS]), { data: { code } }))
  }
}

/** Tells every client, waits for a moment until they have it, and ends all; `cut` ends what is still open then. */
export async function stopSignaling({ io, state }: Signaling, cut: () => void): Promise<void> {
  const { peers, rings, presence } = state
  io.emit('closing')
  rings.close()
  peers.clear()
  await Promise.race([
    Promise.all([...io.sockets.sockets.values()].map(flush)),
    delay(FAREWELL_MS, undefined, { ref: false }),
  ])
  const cutting = setTimeout(cut, FAREWELL_MS)
  await io.close()
  clearTimeout(cutting)
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
