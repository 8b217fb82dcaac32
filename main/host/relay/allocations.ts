import { randomBytes } from 'node:crypto'
import { Allocation, type AllocationSurroundings, type Way } from './allocation.js'
import type { Client } from './client.js'
import type { RelayCounters } from './counters.js'
import type { Identity } from './credentials.js'
import { type Interfaces, Networks } from './networks.js'
import { Bandwidth, type RelayLimits } from './relay-limits.js'
import type { OpenRelayedSocket } from './relayed-socket.js'
import { type Family, familyOf, nameOf, type TransportAddress } from './transport-address.js'

/** Where datagrams of a person are to go, or come from. */
export interface RelayPeer extends TransportAddress {
  /** Whose relayed address it is; undefined for an address on a network. */
  readonly person: string | undefined
}

export interface AllocationsOptions {
  readonly limits: RelayLimits
  /** Addresses of this machine for relayed addresses, best first. */
  addresses(): readonly string[]
  interfaces(): Interfaces
  mayReach(person: string, peer: RelayPeer): boolean
  readonly openSocket: OpenRelayedSocket
  log(message: string): void
}

/** Nobody's media is there, and much that a datagram should not reach. */
const FIRST_UNPRIVILEGED_PORT = 1_024
const TRANSACTION_BYTES = 12

/** All allocations, by their clients and by their relayed addresses. */
export class Allocations {
  readonly #byClient = new Map<string, Allocation>()
  readonly #byRelayed = new Map<string, Allocation>()
  readonly #surroundings: AllocationSurroundings
  #networks: Networks | undefined

  constructor(
    private readonly options: AllocationsOptions,
    private readonly counters: RelayCounters,
  ) {
    this.#surroundings = {
      limits: options.limits,
      counters,
      bandwidth: new Bandwidth(options.limits.totalBytesPerSecond),
      findWay: (from, peer) => this.findWay(from, peer),
      newTransaction: () => randomBytes(TRANSACTION_BYTES),
    }
  }

  /** Those that are open, or being opened. */
  get all(): readonly Allocation[] {
    return [...this.#byClient.values()]
  }

  of({ name }: Client): Allocation | undefined {
    return this.#byClient.get(name)
  }

  /** Opens one for the lifetime in seconds, or gives the error code of the answer (RFC 8656, section 7.2). */
  async open(client: Client, owner: Identity, family: Family | undefined, lifetime: number) {
    const addresses = this.#addressesOf(family)
    if (addresses.length === 0) return 440
    const { limits, openSocket, log } = this.options
    const own = this.all.filter(({ owner: { person } }) => person === owner.person)
    if (own.length >= limits.allocationsPerPerson) return 486
    if (this.#byClient.size >= limits.allocations) return 508
    for (const address of addresses) {
      const endsAt = performance.now() + lifetime * 1_000
      const allocation = new Allocation(client, owner, address, endsAt, this.#surroundings)
      this.#byClient.set(client.name, allocation)
      try {
        await allocation.open(openSocket)
        if (!allocation.isOpen) return 508
        this.#byRelayed.set(nameOf(allocation.relayed), allocation)
        this.counters.allocated++
        return allocation
      } catch (error) {
        this.end(allocation)
        log(`No relayed address on ${address}: ${error}`)
      }
    }
    return 508
  }

  end(allocation: Allocation): void {
    this.#byRelayed.delete(nameOf(allocation.relayed))
    if (this.of(allocation.client) === allocation) this.#byClient.delete(allocation.client.name)
    allocation.close()
  }

  /** Ends what is over; who may reach whom, and the machine's networks, are asked anew. */
  sweep(now: number): void {
    this.#networks = undefined
    for (const allocation of this.all) {
      if (allocation.endsAt <= now) this.end(allocation)
      else allocation.sweep(now)
    }
  }

  /**
   * Peers are relayed addresses of this very relay, or other machines in a network that this one is in; of both those
   * that the person may reach. All else, this machine's other ports among it, is out of bounds.
   */
  findWay(from: Allocation, peer: TransportAddress): Way | undefined {
    const target = this.#byRelayed.get(nameOf(peer))
    if (target === from || (target === undefined && !this.#isOnNetwork(peer))) return undefined
    const { address, port } = peer
    const mayReach = this.options.mayReach(from.owner.person, { address, port, person: target?.owner.person })
    return mayReach ? (target ?? 'network') : undefined
  }

  #isOnNetwork({ address, port }: TransportAddress): boolean {
    this.#networks ??= new Networks(this.options.interfaces())
    return port >= FIRST_UNPRIVILEGED_PORT && this.#networks.isNeighbour(address)
  }

  /** Those of a family. A machine without IPv4 offers IPv6 to whoever does not say, as browsers do not. */
  #addressesOf(family: Family | undefined): readonly string[] {
    const all = this.options.addresses()
    const of = (wanted: Family) => all.filter((address) => familyOf(address) === wanted)
    if (family !== undefined) return of(family)
    return of('IPv4').length > 0 ? of('IPv4') : of('IPv6')
  }
}
