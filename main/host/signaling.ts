import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { type ExtendedError, Server } from 'socket.io'
import { CAPACITY, LIMITS } from '../../common/limits.js'
import { Handshake, type RefusalCode, type RelayOffer } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import { within } from '../../common/within.js'
import { log } from '../storage/log.js'
import { isAllowedOrigin, isOwnHost, tellingHeaders } from './access.js'
import type { Answerer } from './answer.js'
import { Bans } from './bans.js'
import { Calls } from './calls.js'
import type { Cluster, HostState } from './cluster.js'
import { serve } from './connection.js'
import { chatSample } from './dialects/chat-sample.js'
import { codelab } from './dialects/codelab.js'
import { userList } from './dialects/user-list.js'
import { FileLinks } from './file-links.js'
import { files } from './files.js'
import { gather, tcpOf } from './gather.js'
import { type HostLimits, limitsWith } from './host-limits.js'
import type { HostParts } from './host-parts.js'
import { lanline } from './lanline.js'
import { listChanges } from './list-changes.js'
import { Membership } from './membership.js'
import { MemoryDirectory, MemoryMailbox } from './memory.js'
import type { Guesser, Passcode } from './passcode.js'
import { addressOf, type Person } from './person.js'
import { PersonLimit } from './person-limit.js'
import { Presence } from './presence.js'
import { MemoryRings, type Ring } from './rings.js'
import { Seats } from './seats.js'
import type { HostServer, HostSocket } from './sockets.js'
import { Traffic } from './traffic.js'
import { Turns } from './turns.js'

export interface SignalingOptions {
  /** How many people fit in a room, 2 to 8. */
  capacity?: number
  /** How long a person whose connection was lost keeps their place in the room. */
  graceMs?: number
  /** How long a caller whose connection was lost goes on ringing. */
  callerGraceMs?: number
  /** How long a call rings. */
  ringMs?: number
  /** Web origins, such as `http://192.168.1.9:3000`, whose pages may use the host besides its own. */
  allowedOrigins?: readonly string[]
  /** Where they are to be others than usual. */
  limits?: Partial<HostLimits>
  /** The processes with which this one is one host; it is one by itself when left out. */
  cluster?: Cluster | undefined
}

/** What signaling asks the rest of the host. */
export interface Surroundings {
  readonly passcode: Passcode
  lanAddresses(): string[]
  /** Whether nobody new is to be let in from there, since the host has more to do than it can. */
  isTooBusyFor(address: string): boolean
  /** What a person needs to use the host's relay; undefined where there is none. */
  relayFor(person: Person): RelayOffer | undefined
  /** Someone came, went, or is elsewhere. */
  peopleChanged(): void
}

export interface Signaling {
  readonly io: HostServer
  readonly parts: HostParts
  /** To be called before clients come. */
  begin(): Promise<void>
  /** Tells every client, waits for a moment until they have it, and ends all; `cut` ends what is still open then. */
  stop(cut: () => void): Promise<void>
}

/** A lost connection is noticed after at most the sum of the two. */
const PING = { pingInterval: 5_000, pingTimeout: 7_000 }

/** How many messages, calls and offers of files one person may send others in a while. */
const FLOOD = { points: 20, seconds: 10 }

/** How long clients have to take in the last words, and then again to let go, before they are cut off. */
const FAREWELL_MS = 500

/** Attaches Socket.IO to the server. Throws a RangeError where the capacity is out of range. */
export function startSignaling(http: HttpServer, options: SignalingOptions, surroundings: Surroundings): Signaling {
  const { capacity = CAPACITY.default, ringMs = LIMITS.ringMs, allowedOrigins = [] } = options
  const { graceMs = 15_000, callerGraceMs = 5_000, cluster } = options
  if (!Number.isInteger(capacity) || capacity < CAPACITY.min || capacity > CAPACITY.max) {
    throw new RangeError(`capacity must be a whole number from ${CAPACITY.min} to ${CAPACITY.max}`)
  }
  const origins = new Set(allowedOrigins)
  const isReachable = () => cluster?.isReachable !== false
  const isAllowed: IsAllowed = ({ headers }) => isAllowedOrigin(headers.origin, headers.host, origins)
  const traffic = new Traffic(limitsWith(options.limits))
  const io = attach(http, isAllowed, isReachable, traffic)
  traffic.watch(io)
  gatherPackets(io)
  io.engine.on('connection', slimRequest)
  const unanswered = (ring: Ring) => parts.calls.unanswered(ring)
  const state = cluster?.state(io, ringMs, unanswered) ?? {
    directory: new MemoryDirectory(),
    mailbox: new MemoryMailbox(io),
    rings: new MemoryRings(ringMs, unanswered),
  }
  const parts = assemble({ ...state, traffic, origins, capacity, graceMs, callerGraceMs }, surroundings)
  const answer = firstOf([chatSample, lanline, listChanges, files, codelab, userList].map((make) => make(parts)))
  // Each namespace is guarded as it is made: whoever may not come in gets into none.
  const letIn = admit(parts, surroundings)
  io.use(letIn)
  io.on('new_namespace', (namespace) => namespace.use(letIn))
  io.on('connection', (socket) => serve(parts, answer, socket))
  const clearSeats = () => {
    parts.seats.clear()
    parts.callers.clear()
  }
  const stop = async (cut: () => void) => {
    io.local.emit('closing')
    state.rings.close()
    clearSeats()
    state.mailbox.clear()
    await endConnections(io, cut)
    clearSeats()
    parts.presence.close()
    await cluster?.leave()
  }
  const begin = async () => cluster?.join(io, parts, surroundings.passcode)
  return { io, parts, begin, stop }
}

interface Assembled extends HostState {
  readonly traffic: Traffic
  readonly origins: Set<string>
  readonly capacity: number
  readonly graceMs: number
  readonly callerGraceMs: number
}

function assemble(
  { directory, mailbox, rings, traffic, origins, capacity, graceMs, callerGraceMs }: Assembled,
  { passcode: { tickets }, lanAddresses, relayFor, peopleChanged }: Surroundings,
): HostParts {
  const membership = new Membership(directory, capacity)
  membership.on('asked', ({ person }) => mailbox.gather([person.id]))
  membership.on('joined', ({ person, others }) => mailbox.gather([person.id, ...others]))
  membership.on('left', ({ others }) => mailbox.gather(others))
  const fileLinks = new FileLinks()
  const presence = new Presence({ directory, mailbox, rings, membership, fileLinks }, peopleChanged)
  const calls = new Calls(directory, mailbox, membership, rings, presence.changed)
  const floods = new PersonLimit(FLOOD.points, FLOOD.seconds)
  return {
    ...{ directory, mailbox, membership, presence, calls, floods, traffic, graceMs, lanAddresses, relayFor },
    ...{ fileLinks, tickets, callerGraceMs, allowedOrigins: origins },
    ...{ turns: new Turns(), bans: new Bans(), seats: new Seats(), callers: new Seats() },
  }
}

/** Answers by the first contract or dialect that knows the event. */
const firstOf =
  (answerers: readonly Answerer<Person>[]): Answerer<Person> =>
  (person, event, payload) => {
    for (const answer of answerers) {
      const reply = answer(person, event, payload)
      if (reply) return reply
    }
    return undefined
  }

/** Whether the page that sent this request may use the host. */
type IsAllowed = (request: Pick<IncomingMessage, 'headers'>) => boolean

function attach(http: HttpServer, isAllowed: IsAllowed, isReachable: () => boolean, traffic: Traffic): HostServer {
  return new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.packetBytes,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) => {
      const mayConnect = traffic.mayConnect(request.socket.remoteAddress ?? '')
      const mayCome = mayConnect && isReachable() && isOwnHost(request.headers.host) && isAllowed(request)
      // Engine.IO ends a connection that it refuses at once, so that what waits would be lost.
      if (mayCome && request.headers.upgrade !== undefined) gather(request.socket)
      decide(null, mayCome)
    },
    cors: (request, decide) => decide(null, { origin: isAllowed(request) }),
  })
}

/** What has waited for a connection goes out in one piece. */
function gatherPackets({ engine }: HostServer): void {
  engine.on('connection', (connection: HostSocket['conn']) => connection.on('flush', gatherSeveral))
}

function gatherSeveral(this: HostSocket['conn'], packets: unknown[]): void {
  if (packets.length > 1) gather(tcpOf(this))
}

/**
 * Engine.IO keeps the request that opened a connection for as long as that is open, with its streams and what has come
 * in by them. From now on there is only what Socket.IO, and the control namespace, read of it.
 */
function slimRequest(connection: HostSocket['conn']): void {
  const { headers, socket } = connection.request
  Object.assign(connection, { request: { headers: tellingHeaders(headers), socket, connection: socket, _query: NONE } })
}

const NONE = Object.freeze({})

const REFUSALS = {
  'bad-request': 'The handshake was not understood.',
  removed: 'The operator of this host has removed you.',
  'passcode-required': 'This host asks for a passcode.',
  'wrong-passcode': 'That is not the passcode of this host.',
  'too-many-attempts': 'Too many wrong passcodes; wait a minute.',
  overloaded: 'This host has too much to do at the moment.',
} as const satisfies Partial<Record<RefusalCode, string>>

/** Lets a client in, or turns it away with `connect_error`, whose `data.code` says why, and ends its connection. */
function admit({ directory, bans, tickets, traffic }: HostParts, { passcode, isTooBusyFor }: Surroundings) {
  const guesserOf = (socket: HostSocket): Guesser => {
    const { session } = socket.data.handshake
    return { id: session === undefined ? undefined : tickets.identities.of(session), address: addressOf(socket) }
  }
  const refusalOf = async (socket: HostSocket): Promise<keyof typeof REFUSALS | undefined> => {
    const handshake = readAs(Handshake, socket.handshake.auth)
    if (!handshake) return 'bad-request'
    const { session, passcode: given, ticket } = handshake
    socket.data = { handshake, hasMoved: tickets.spend(session, ticket) }
    const { id } = guesserOf(socket)
    if (bans.has(id)) return 'removed'
    // Whoever is on the host already came in before the passcode was another.
    const isHere = id !== undefined && (await directory.who(id)) !== undefined
    if (isHere) return undefined
    const guesser = guesserOf(socket)
    if (isTooBusyFor(guesser.address)) return 'overloaded'
    if (bans.hasAddress(guesser.address, id)) return 'removed'
    return tickets.admits(session) ? undefined : passcode.refuses(given, guesser)
  }
  return async (socket: HostSocket, next: (error?: ExtendedError) => void) => {
    const code = await refusalOf(socket).catch((error: unknown) => {
      log.warn(`A client could not be let in: ${(error as Error).message}`)
      return 'unavailable' as const
    })
    // Who was not refused comes back by themselves.
    if (code === 'unavailable') return void socket.conn.close()
    // Who was here before and is not known any more, as after a new start, comes back by itself as long as nobody says no.
    if (code === 'overloaded' && !socket.data.handshake.fresh) return void socket.conn.close()
    gather(tcpOf(socket.conn))
    const retryMs = code === 'too-many-attempts' ? passcode.msUntilNextTry(guesserOf(socket)) : undefined
    next(code && Object.assign(new Error(REFUSALS[code]), { data: { code, ...(retryMs && { retryMs }) } }))
    // Socket.IO has then said so.
    if (code) setImmediate(() => traffic.of(socket.conn).endUnlessServed())
    else traffic.of(socket.conn).isServed = true
  }
}

/** Waits for a moment until every client has what it was sent, and ends all; `cut` ends what is still open then. */
async function endConnections(io: HostServer, cut: () => void): Promise<void> {
  await within(Promise.all([...io.sockets.sockets.values()].map(flush)), FAREWELL_MS)
  const cutting = setTimeout(cut, FAREWELL_MS)
  await io.close()
  clearTimeout(cutting)
}

/** Ends a client's connection once everything it was sent is on its way. */
function flush({ conn }: HostSocket): Promise<void> {
  return new Promise((resolve) => {
    conn.once('close', () => resolve())
    conn.close()
  })
}
