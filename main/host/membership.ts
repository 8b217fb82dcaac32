import type { JoinReply } from '../../common/protocol.js'
import { announcement } from './announcement.js'
import { refusal } from './answer.js'
import { asSeen, type HostState, othersInRoom } from './host-state.js'
import { log, type Peer } from './peers.js'
import type { Ring } from './rings.js'

/** Puts a person into a room and tells everyone whom it concerns; where it is full they stay where they were. */
export function joinRoom(host: HostState, peer: Peer, name: string): JoinReply {
  log(peer, `Received request to create or join room ${name}`)
  const keptOut = host.rooms.refuses(peer.id, name)
  if (keptOut) {
    // Clients of the codelab know of no lock; to them the room is one more that does not take them.
    peer.send('full', name)
    return refusal(keptOut, `Room ${name} is ${keptOut === 'room-full' ? 'full' : 'locked'}.`)
  }
  const isNew = !host.rooms.holds(peer.id, name)
  if (isNew) leaveRoom(host, peer)
  const room = host.rooms.enter(peer.id, name)
  const others = othersInRoom(host, peer)
  if (isNew) {
    peer.inLobby = false
    settleRing(host, peer, room.name)
    tellOfArrival(peer, room.name, others)
    host.presence.changed()
  }
  return {
    ok: true,
    room: room.name,
    id: peer.id,
    initiator: others.length === 0,
    ...(room.isLocked && { locked: true }),
    peers: others.map(asSeen),
  }
}

/** Locks the room that a person is in, or opens it, and tells everyone inside; false where they are in none. */
export function lockRoom(host: HostState, peer: Peer, locked: boolean): boolean {
  const wasLocked = host.rooms.of(peer.id)?.isLocked
  if (!host.rooms.lock(peer.id, locked)) return false
  if (wasLocked === locked) return true
  for (const member of [peer, ...othersInRoom(host, peer)]) member.send('locked', { locked, by: asSeen(peer) })
  host.presence.changed()
  return true
}

function tellOfArrival(peer: Peer, room: string, others: Peer[]): void {
  log(peer, `Room ${room} now has ${others.length + 1} client(s)`)
  if (others.length === 0) {
    peer.send('created', room, peer.id)
    return
  }
  for (const other of others) {
    other.send('join', room, asSeen(peer))
    other.send('announce', announcement('came', [peer.name]))
  }
  peer.send('joined', room, peer.id)
  for (const member of [peer, ...others]) member.send('ready', room)
}

/** Takes a person out of their room, if any. `lost`: they did not go, their connection stayed away. */
export function leaveRoom(host: HostState, peer: Peer, { lost = false } = {}): void {
  const others = othersInRoom(host, peer)
  const room = host.rooms.exit(peer.id)
  if (!room) return
  for (const other of others) {
    other.send('left', { ...asSeen(peer), ...(lost && { lost }) })
    other.send('bye', room.name)
    other.send('announce', announcement('left', [peer.name]))
  }
  peer.inLobby = true
  const ring = host.rings.of(peer.id)
  if (ring?.caller === peer.id && host.rings.end(ring)) {
    host.peers.get(ring.callee)?.send('disconnectPeer', { from: peer.id })
  }
  host.presence.changed()
}

export function rename(host: HostState, peer: Peer, name: string): void {
  if (name === peer.name) return
  const wasUnnamed = !peer.isNamed
  peer.name = name
  for (const other of othersInRoom(host, peer)) other.send('renamed', asSeen(peer))
  if (wasUnnamed) host.presence.came(peer)
  else host.presence.changed()
}

/** Forgets a person who went, or who stayed away for too long. */
export function dismiss(host: HostState, peer: Peer, { lost = false } = {}): void {
  leaveRoom(host, peer, { lost })
  const ring = host.rings.of(peer.id)
  if (ring && host.rings.end(ring)) host.peers.get(ring.caller)?.send('refuse', { from: peer.id, reason: 'gone' })
  host.peers.remove(peer)
  host.presence.went(peer)
}

/** Takes a person off the host for as long as it runs; false where nobody has that id. */
export function removePerson(host: HostState, id: string): boolean {
  const peer = host.peers.get(id)
  if (!peer) return false
  peer.send('removed')
  peer.disconnect()
  host.peers.ban(peer)
  dismiss(host, peer)
  return true
}

/** Tells a callee who rings, if anyone does; whoever is away hears of it on return. */
export function ringAt({ rings, peers }: HostState, peer: Peer): void {
  const ring = rings.of(peer.id)
  const caller = ring?.callee === peer.id ? peers.get(ring.caller) : undefined
  if (!ring || !caller || peer.isAway) return
  peer.send('call', { from: asSeen(caller), room: ring.room, audioOnly: ring.audioOnly })
}

/** Tells both sides of a ring that nobody took. */
export function tellUnanswered({ peers, presence }: HostState, { caller, callee }: Ring): void {
  peers.get(caller)?.send('refuse', { from: callee, reason: 'no-answer' })
  peers.get(callee)?.send('disconnectPeer', { from: caller, reason: 'no-answer' })
  presence.changed()
}

/** Whoever enters the room of the call that rings for them takes it; in any other room they are busy. */
function settleRing({ rings, peers }: HostState, peer: Peer, room: string): void {
  const ring = rings.of(peer.id)
  if (ring?.callee !== peer.id || !rings.end(ring)) return
  if (ring.room === room) return
  peers.get(ring.caller)?.send('refuse', { from: peer.id, reason: 'busy' })
  peer.send('disconnectPeer', { from: ring.caller, reason: 'busy' })
}
