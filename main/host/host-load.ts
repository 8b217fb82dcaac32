import type { RelayStats } from './relay/relay.js'
import type { Signaling } from './signaling.js'

export interface HostLoad {
  readonly people: number
  /** With someone in them. */
  readonly rooms: number
  /** The connections of signaling. */
  readonly connections: number
  /** It has more to do than it can, and lets in nobody new. */
  readonly isOverloaded: boolean
  /** It is one of several, and cannot reach the Redis by which they are one. */
  readonly lacksRedis: boolean
  // Since it was started:

  /** Packets that came in. */
  readonly received: number
  /** Clients that sent too much, or did not read what they were sent. */
  readonly cutOff: number
  /** TCP connections that were not let in. */
  readonly turnedAway: number
  /** What its relay does; absent where there is none. */
  readonly relay?: RelayStats
}

/** What signaling and the relay know of it. */
export function loadOf({ io, parts }: Signaling, relay: RelayStats | undefined) {
  const people = [...parts.directory.here()]
  const rooms = new Set(people.map(({ id }) => parts.directory.roomOf(id)))
  rooms.delete(undefined)
  return {
    people: people.length,
    rooms: rooms.size,
    connections: io.engine.clientsCount,
    ...parts.traffic.counts,
    ...(relay && { relay }),
  }
}
