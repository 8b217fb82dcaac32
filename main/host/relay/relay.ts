import type { Socket } from 'node:net'
import type { AllocationsOptions, RelayPeer } from './allocations.js'
import type { Client } from './client.js'
import type { RelayCounters } from './counters.js'
import type { Interfaces } from './networks.js'
import { DEFAULT_LIMITS, type RelayLimits } from './relay-limits.js'
import { openRelayedSocket } from './relayed-socket.js'
import { TcpConnection } from './tcp-connection.js'
import { withoutMapping } from './transport-address.js'
import { TurnServer } from './turn-server.js'
import { UdpDoor } from './udp-door.js'

export type { RelayPeer } from './allocations.js'
export { credentialsFor } from './credentials.js'
export { isStun } from './frame-reader.js'
export type { RelayLimits } from './relay-limits.js'

export interface RelayOptions {
  /** The UDP port; 0 lets the system pick. */
  port: number
  /** The one address to listen at; all of the machine's, of both families, when left out. */
  address?: string | undefined
  /** What credentials are made with by `credentialsFor`. Whoever knows it can speak for anyone. */
  secret: string
  /** This machine's, as they are now. Asked each second: it listens at addresses that come, and no longer at those that go. */
  interfaces(): Interfaces
  /** Addresses of this machine that relayed addresses are opened on, best first. Asked at each allocation. */
  addresses(): readonly string[]
  /**
   * Whether datagrams of this person may go to the peer and come from there. Asked of relayed addresses of this relay
   * and of other machines in the networks of this one; about anything else the answer is no already. Asked anew each
   * second while datagrams flow, so it takes effect when a person leaves. It must not throw.
   */
  mayReach(person: string, peer: RelayPeer): boolean
  limits?: Partial<RelayLimits>
  realm?: string
  log?(message: string): void
}

/** How things are, besides what was counted since the beginning. */
export interface RelayStats extends RelayCounters {
  /** Open now, as all of these. */
  readonly allocations: number
  readonly people: number
  readonly permissions: number
  readonly channels: number
  readonly connections: number
}

export interface Relay {
  /** The UDP port. */
  readonly port: number
  /**
   * Takes over a TCP connection that begins with a STUN message (see `isStun`). Nothing may read of the socket but
   * these bytes, and nobody else may listen to its data from here on.
   */
  serveConnection(socket: Socket, firstBytes: Buffer): void
  stats(): RelayStats
  /** Ends all allocations and connections. */
  close(): void
}

const SWEEP_MS = 1_000
/** How long a TCP connection without an allocation may say nothing. */
const IDLE_MS = 15_000

/**
 * Opens a relay: a TURN server (RFC 8656, with STUN Binding of RFC 8489) for people with short-lived credentials.
 * Rejects with the system's error where it cannot listen.
 */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  const { port, address, secret, interfaces, addresses, realm = 'relay', log = () => {} } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const mayReach: AllocationsOptions['mayReach'] = (person, peer) => options.mayReach(person, peer)
  const surroundings = { addresses, interfaces, mayReach, openSocket: openRelayedSocket, log }
  const server = new TurnServer({ secret, realm, limits, ...surroundings })
  const connections = new Set<TcpConnection>()
  let isClosed = false
  const receive = (client: Client, bytes: Buffer) => server.receive(client, bytes)
  const door = await UdpDoor.open({ port, address, interfaces, receive, log })
  const timer = setInterval(() => {
    server.sweep()
    void door.follow()
    closeIdle(connections, server)
  }, SWEEP_MS).unref()
  return {
    port: door.port,
    serveConnection: (socket, firstBytes) => {
      if (isClosed || !hasRoom(socket, connections, limits)) return void socket.destroy()
      const onClose = (closed: TcpConnection) => {
        connections.delete(closed)
        server.forget(closed)
      }
      const onMalformed = () => void server.counters.dropped.malformed++
      const { waitingBytes } = limits
      const connection = new TcpConnection(socket, { waitingBytes, receive, onMalformed, onClose })
      connections.add(connection)
      connection.start(firstBytes)
    },
    stats: () => ({ ...standingOf(server), connections: connections.size, ...structuredClone(server.counters) }),
    close: () => {
      isClosed = true
      clearInterval(timer)
      door.close()
      server.close()
      for (const connection of connections) connection.close()
    },
  }
}

function hasRoom({ remoteAddress = '' }: Socket, connections: Set<TcpConnection>, limits: RelayLimits): boolean {
  const same = [...connections].filter(({ address }) => address === withoutMapping(remoteAddress))
  return connections.size < limits.connections && same.length < limits.connectionsPerAddress
}

function closeIdle(connections: Set<TcpConnection>, server: TurnServer): void {
  const longAgo = performance.now() - IDLE_MS
  for (const connection of connections) {
    const isIdle = server.allocations.of(connection) === undefined && connection.lastFrameAt < longAgo
    if (isIdle) connection.close()
  }
}

function standingOf({ allocations: { all } }: TurnServer) {
  const sum = (count: (allocation: (typeof all)[number]) => number) => all.reduce((total, it) => total + count(it), 0)
  return {
    allocations: all.length,
    people: new Set(all.map(({ owner }) => owner.person)).size,
    permissions: sum(({ permissionCount }) => permissionCount),
    channels: sum(({ channelCount }) => channelCount),
  }
}
