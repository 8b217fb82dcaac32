import type { AllocationsOptions, RelayPeer } from '../../main/host/relay/allocations.js'
import type { Client } from '../../main/host/relay/client.js'
import { credentialsFor, type RelayCredentials } from '../../main/host/relay/credentials.js'
import type { Interfaces } from '../../main/host/relay/networks.js'
import { DEFAULT_LIMITS, type RelayLimits } from '../../main/host/relay/relay-limits.js'
import type { OpenRelayedSocket, Receive } from '../../main/host/relay/relayed-socket.js'
import { nameOf, type TransportAddress } from '../../main/host/relay/transport-address.js'
import { TurnServer } from '../../main/host/relay/turn-server.js'
import { TurnClient } from './turn-client.js'

const SECRET = 'a secret'

/** The interfaces of a machine 192.168.1.5, with a second network and IPv6. */
export const INTERFACES: Interfaces = {
  lo: [interfaceOf('127.0.0.1/8', true), interfaceOf('::1/128', true)],
  lan: [interfaceOf('192.168.1.5/24'), interfaceOf('fd00::5/64'), interfaceOf('fe80::5/64')],
  other: [interfaceOf('10.9.0.5/16')],
  cable: [interfaceOf('169.254.7.7/16')],
}

export interface PretendRelayOptions {
  limits?: Partial<RelayLimits>
  addresses?: readonly string[]
  /** Everyone may reach everyone when left out. */
  mayReach?(person: string, peer: RelayPeer): boolean
  openSocket?: OpenRelayedSocket
}

interface Sent {
  readonly payload: string
  readonly to: TransportAddress
  readonly from: TransportAddress
}

/** A TURN server whose networks are made up: all that is sent arrives at once, or stands in `sent`. */
export class PretendRelay {
  readonly server: TurnServer
  /** What left relayed sockets for a network. */
  readonly sent: Sent[] = []
  readonly log: string[] = []
  /** Peers that it was asked about. */
  readonly asked: RelayPeer[] = []
  isCongested = false
  readonly #sockets = new Map<string, Receive>()
  #nextPort = 50_000
  #clients = 0

  constructor({ limits, addresses = ['192.168.1.5'], mayReach, openSocket }: PretendRelayOptions = {}) {
    const surroundings: AllocationsOptions = {
      limits: { ...DEFAULT_LIMITS, ...limits },
      addresses: () => addresses,
      interfaces: () => INTERFACES,
      mayReach: (person, peer) => {
        this.asked.push(peer)
        return mayReach?.(person, peer) ?? true
      },
      openSocket: openSocket ?? ((address, receive) => this.#openSocket(address, receive)),
      log: (message) => void this.log.push(message),
    }
    this.server = new TurnServer({ secret: SECRET, realm: 'test', ...surroundings })
  }

  /** How many relayed sockets are open. */
  get openSockets(): number {
    return this.#sockets.size
  }

  credentials(person: string, ttlSeconds = 3_600): RelayCredentials {
    return credentialsFor(person, SECRET, ttlSeconds)
  }

  /** A client with the person's credentials, at an address of its own. */
  client(person: string, address = '192.168.1.20'): TurnClient {
    const port = 40_000 + this.#clients++
    let take = (_bytes: Buffer) => {}
    const client: Client = {
      name: nameOf({ address, port }),
      ...{ address, port },
      send: (message) => take(message),
      relay: (header, payload) => {
        if (this.isCongested) return false
        take(Buffer.concat([header, payload]))
        return true
      },
    }
    const wire = {
      send: (bytes: Buffer) => this.server.receive(client, bytes),
      listen: (listener: (bytes: Buffer) => void) => {
        take = listener
      },
      close: () => this.server.forget(client),
    }
    return new TurnClient(wire, this.credentials(person))
  }

  /** A client that has an allocation. */
  async allocated(person: string, address?: string): Promise<TurnClient> {
    const client = this.client(person, address)
    const { error } = await client.allocate()
    if (error !== undefined) throw new Error(`No allocation: ${error}`)
    return client
  }

  /** Lets a datagram come to a relayed address from a network. */
  arrive(payload: string, from: TransportAddress, to: TransportAddress): void {
    this.#sockets.get(nameOf(to))?.(Buffer.from(payload), from)
  }

  async #openSocket(address: string, receive: Receive) {
    const from = { address, port: this.#nextPort++ }
    this.#sockets.set(nameOf(from), receive)
    return {
      port: from.port,
      send: (payload: Buffer, to: TransportAddress) => void this.sent.push({ payload: String(payload), to, from }),
      close: () => void this.#sockets.delete(nameOf(from)),
    }
  }
}

function interfaceOf(cidr: string, internal = false) {
  const [address = ''] = cidr.split('/')
  const common = { address, cidr, internal, netmask: '', mac: '' }
  return address.includes(':')
    ? { ...common, family: 'IPv6' as const, scopeid: 0 }
    : { ...common, family: 'IPv4' as const }
}
