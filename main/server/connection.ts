import {
  type ClientEvents,
  type JoinReply,
  LIMITS,
  OutgoingSignal,
  type Refusal,
  type RefusalCode,
  Rename,
  type Reply,
  RoomName,
} from '../../common/protocol.js'
import { isJson } from './json.js'
import { type HostSocket, type Peer, type Peers, UNNAMED } from './peers.js'
import type { Rooms } from './rooms.js'

/** What the events of one host act on. */
export interface HostState {
  readonly peers: Peers
  readonly rooms: Rooms
  /** How long a lost connection keeps its place. */
  readonly graceMs: number
  lanAddresses(): Promise<string[]>
}

type Answer = JoinReply | Reply
type Handler = (host: HostState, peer: Peer, payload: unknown) => Answer | Promise<Answer>

const OK: Reply = { ok: true }
const refusal = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message })

/** The part of a schema that parsing here needs. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

/** A handler that runs on what `schema` made of the payload, or refuses what does not fit it. */
function parsed<T>(
  schema: Schema<T>,
  expected: string,
  run: (host: HostState, peer: Peer, payload: T) => Answer,
): Handler {
  return (host, peer, payload) => {
    const result = schema.safeParse(payload)
    return result.success ? run(host, peer, result.data) : refusal('bad-request', expected)
  }
}

/** What the host does on each event of a client. An answer goes to the acknowledgement, a refusal to `log` without one. */
const HANDLERS: Record<keyof ClientEvents, Handler> = {
  'create or join': parsed(RoomName, 'A room is 1 to 64 characters, none of them a control character.', join),
  leave: (host, peer) => {
    leaveRoom(host, peer)
    return OK
  },
  message: (host, peer, value) => {
    if (!isJson(value, LIMITS.messageDepth)) return refusal('bad-request', 'A message is any JSON value, not too deep.')
    if (!host.rooms.of(peer.id)) return refusal('not-in-room', 'Join a room before sending messages.')
    for (const other of othersInRoom(host, peer)) other.send('message', value)
    return OK
  },
  signal: parsed(OutgoingSignal, 'A signal has "to" and either a description or a candidate.', (host, peer, signal) => {
    const { to, ...content } = signal
    const target = othersInRoom(host, peer).find(({ id }) => id === to)
    if (!target) return refusal('no-such-peer', 'Nobody with that id is in your room.')
    target.send('signal', { from: peer.id, ...content })
    return OK
  }),
  rename: parsed(Rename, 'A name has at most 40 characters.', (host, peer, { name }) => {
    peer.name = name || UNNAMED
    for (const other of othersInRoom(host, peer)) other.send('renamed', asSeen(peer))
    return OK
  }),
  ipaddr: async (host, peer) => {
    for (const address of await host.lanAddresses()) peer.send('ipaddr', address)
    return OK
  },
}

/** Serves one client for as long as its socket is open. */
export function serve(host: HostState, socket: HostSocket): void {
  const peer = host.peers.welcome(socket)

  socket.onAny((event: string, ...args: unknown[]) => {
    const last = args.at(-1)
    const ack = typeof last === 'function' ? last : undefined
    const payload = args[0] === ack ? undefined : args[0]
    void answer(host, peer, event, payload).then((reply) => {
      if (ack) ack(reply)
      else if (!reply.ok) log(peer, reply.message)
    })
  })

  socket.on('disconnect', (reason) => {
    if (!peer.isAt(socket)) return
    const left = reason === 'client namespace disconnect' || socket.data.handshake.session === undefined
    if (left) dismiss(host, peer)
    else peer.detach(host.graceMs, () => dismiss(host, peer))
  })
}

/** Never rejects: a handler that throws is a bug of ours, which must not reach other clients. */
async function answer(host: HostState, peer: Peer, event: string, payload: unknown): Promise<Answer> {
  try {
    if (!Object.hasOwn(HANDLERS, event))
      return refusal('unknown-event', `This host knows no event "${event.slice(0, 64)}".`)
    return await HANDLERS[event as keyof ClientEvents](host, peer, payload)
  } catch (error) {
    console.error(`Answering "${event}" failed:`, error)
    return refusal('internal-error', 'The host failed to do that.')
  }
}

function join(host: HostState, peer: Peer, name: string): JoinReply {
  log(peer, `Received request to create or join room ${name}`)
  if (!host.rooms.admits(peer.id, name)) {
    peer.send('full', name)
    return refusal('room-full', `Room ${name} is full.`)
  }
  const isNew = !host.rooms.holds(peer.id, name)
  if (isNew) leaveRoom(host, peer)
  const room = host.rooms.enter(peer.id, name)
  const others = othersInRoom(host, peer)
  if (isNew) announce(peer, room.name, others)
  return { ok: true, room: room.name, id: peer.id, initiator: others.length === 0, peers: others.map(asSeen) }
}

function announce(peer: Peer, room: string, others: Peer[]): void {
  log(peer, `Room ${room} now has ${others.length + 1} client(s)`)
  if (others.length === 0) {
    peer.send('created', room, peer.id)
    return
  }
  for (const other of others) other.send('join', room, asSeen(peer))
  peer.send('joined', room, peer.id)
  for (const member of [peer, ...others]) member.send('ready', room)
}

function leaveRoom(host: HostState, peer: Peer): void {
  const others = othersInRoom(host, peer)
  const room = host.rooms.exit(peer.id)
  if (!room) return
  for (const other of others) {
    other.send('left', asSeen(peer))
    other.send('bye', room.name)
  }
}

function dismiss(host: HostState, peer: Peer): void {
  leaveRoom(host, peer)
  host.peers.remove(peer)
}

function othersInRoom(host: HostState, peer: Peer): Peer[] {
  const members = host.rooms.of(peer.id)?.members ?? []
  return [...members].filter((id) => id !== peer.id).flatMap((id) => host.peers.get(id) ?? [])
}

const asSeen = ({ id, name }: Peer) => ({ id, name })

const log = (peer: Peer, line: string) => peer.send('log', ['Message from server:', line])
