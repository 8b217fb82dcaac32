import type { Limit } from './limits.js'
import type { Peer, Peers } from './peers.js'
import type { Presence } from './presence.js'
import type { Rings } from './rings.js'
import type { Rooms } from './rooms.js'

/** What the events of one host act on. */
export interface HostState {
  readonly peers: Peers
  readonly rooms: Rooms
  readonly rings: Rings
  readonly presence: Presence
  /** On what a person can flood others with: messages and rings. */
  readonly limit: Limit
  /** How long a lost connection keeps its place. */
  readonly graceMs: number
  /** This machine's LAN addresses as they are now, best first. */
  lanAddresses(): string[]
}

/** A person as others see them. */
export const asSeen = ({ id, name }: Peer) => ({ id, name })

export function othersInRoom(host: HostState, peer: Peer): Peer[] {
  const members = host.rooms.of(peer.id)?.members ?? []
  return [...members].filter((id) => id !== peer.id).flatMap((id) => host.peers.get(id) ?? [])
}
