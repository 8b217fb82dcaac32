import { channelHeader, channelPayload } from './channel-data.js'
import type { Client } from './client.js'
import type { RelayCounters } from './counters.js'
import type { Identity } from './credentials.js'
import { Bandwidth, type RelayLimits } from './relay-limits.js'
import type { OpenRelayedSocket, RelayedSocket } from './relayed-socket.js'
import { ATTRIBUTE, attributeOf, encodeStun, METHOD, type StunMessage } from './stun-message.js'
import {
  decodeXorAddress,
  encodeXorAddress,
  type Family,
  familyOf,
  nameOf,
  type TransportAddress,
} from './transport-address.js'

/** Where datagrams to a peer go: to another allocation of this relay, without a network, or to the peer's address. */
export type Way = Allocation | 'network'

/** What an allocation is made with. */
export interface AllocationSurroundings {
  readonly limits: RelayLimits
  readonly counters: RelayCounters
  /** The bandwidth of all allocations together. */
  readonly bandwidth: Bandwidth
  /** The way to a peer; undefined where the person may not reach it. */
  findWay(from: Allocation, peer: TransportAddress): Way | undefined
  newTransaction(): Buffer
}

interface Channel {
  readonly number: number
  readonly peer: TransportAddress
  readonly peerName: string
  endsAt: number
}

/** RFC 8656, sections 9 and 12. */
const PERMISSION_MS = 5 * 60 * 1_000
const CHANNEL_MS = 10 * 60 * 1_000
/** Names of peers of which it is remembered whether they may be reached; the next `sweep` forgets them. */
const MAX_WAYS = 1_024
/** Fits into a Data indication, and that into a datagram. */
const MAX_PAYLOAD_BYTES = 65_000

/** A relayed address of a client, with the peers that it may exchange datagrams with (RFC 8656, section 3.2). */
export class Allocation {
  readonly bandwidth: Bandwidth
  readonly #permissions = new Map<string, number>()
  readonly #channelsByNumber = new Map<number, Channel>()
  readonly #channelsByPeer = new Map<string, Channel>()
  readonly #ways = new Map<string, Way | 'none'>()
  #socket: RelayedSocket | undefined
  #name = ''
  #isClosed = false

  constructor(
    readonly client: Client,
    readonly owner: Identity,
    readonly address: string,
    /** In terms of `performance.now()`. */
    public endsAt: number,
    private readonly surroundings: AllocationSurroundings,
  ) {
    this.bandwidth = new Bandwidth(surroundings.limits.bytesPerSecond, surroundings.bandwidth)
  }

  /** Opens the relayed address. Rejects with the system's error; where it was closed meanwhile, it stays so. */
  async open(openSocket: OpenRelayedSocket): Promise<void> {
    const socket = await openSocket(this.address, (payload, from) => this.receive(payload, from, nameOf(from)))
    if (this.#isClosed) return socket.close()
    this.#socket = socket
    this.#name = nameOf(this.relayed)
  }

  get isOpen(): boolean {
    return this.#socket !== undefined
  }

  get family(): Family {
    return familyOf(this.address)
  }

  get relayed(): TransportAddress {
    return { address: this.address, port: this.#socket?.port ?? 0 }
  }

  get permissionCount(): number {
    return this.#permissions.size
  }

  get channelCount(): number {
    return this.#channelsByNumber.size
  }

  /** Lets datagrams through from and to the addresses for five minutes, of any port. False where they are too many. */
  permit(addresses: readonly string[]): boolean {
    const added = new Set(addresses.filter((address) => !this.#permissions.has(address)))
    if (this.#permissions.size + added.size > this.surroundings.limits.permissions) return false
    for (const address of addresses) this.#permissions.set(address, performance.now() + PERMISSION_MS)
    return true
  }

  /** Binds a channel to a peer for ten minutes. Else gives the error code of the answer (RFC 8656, section 12.2). */
  bindChannel(number: number, peer: TransportAddress): undefined | 400 | 508 {
    const peerName = nameOf(peer)
    const bound = this.#channelsByNumber.get(number)
    if (bound !== this.#channelsByPeer.get(peerName)) return 400
    if (bound === undefined && this.#channelsByNumber.size >= this.surroundings.limits.channels) return 508
    if (!this.permit([peer.address])) return 508
    const channel = bound ?? { number, peer, peerName, endsAt: 0 }
    channel.endsAt = performance.now() + CHANNEL_MS
    this.#channelsByNumber.set(number, channel)
    this.#channelsByPeer.set(peerName, channel)
    return undefined
  }

  /** Passes on what the client sent on a channel. */
  sendChannelData(bytes: Buffer): void {
    const payload = channelPayload(bytes)
    const channel = this.#channelsByNumber.get(bytes.length < 2 ? 0 : bytes.readUInt16BE(0))
    if (payload === undefined || channel === undefined) this.surroundings.counters.dropped.malformed++
    else this.#send(payload, channel.peer, channel.peerName)
  }

  /** Passes on what the client sent in a Send indication. */
  sendIndication(indication: StunMessage): void {
    const peer = decodeXorAddress(
      attributeOf(indication, ATTRIBUTE.xorPeerAddress) ?? Buffer.alloc(0),
      indication.transaction,
    )
    const payload = attributeOf(indication, ATTRIBUTE.data)
    if (peer === undefined || payload === undefined) this.surroundings.counters.dropped.malformed++
    else this.#send(payload, peer, nameOf(peer))
  }

  /** Gives the client what came to its relayed address. */
  receive(payload: Buffer, from: TransportAddress, fromName: string): void {
    const { dropped } = this.surroundings.counters
    if (payload.length > MAX_PAYLOAD_BYTES) dropped.malformed++
    else if (this.#wayTo(from, fromName) === undefined) dropped.forbidden++
    else if (!this.bandwidth.take(payload.length)) dropped.bandwidth++
    else if (!this.#give(payload, from, fromName)) dropped.congestion++
    else this.#count(payload)
  }

  /** Ends what is over. Who may be reached is asked anew. */
  sweep(now: number): void {
    this.#ways.clear()
    for (const [address, endsAt] of this.#permissions) if (endsAt <= now) this.#permissions.delete(address)
    for (const { number, peerName, endsAt } of this.#channelsByNumber.values()) {
      if (endsAt > now) continue
      this.#channelsByNumber.delete(number)
      this.#channelsByPeer.delete(peerName)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#socket?.close()
    this.#socket = undefined
  }

  #send(payload: Buffer, peer: TransportAddress, peerName: string): void {
    const { dropped } = this.surroundings.counters
    const way = this.#wayTo(peer, peerName)
    if (way === undefined) dropped.forbidden++
    else if (!this.bandwidth.take(payload.length)) dropped.bandwidth++
    else if (way === 'network') {
      this.#socket?.send(payload, peer)
      this.#count(payload)
    } else way.receive(payload, this.relayed, this.#name)
  }

  #give(payload: Buffer, from: TransportAddress, fromName: string): boolean {
    const channel = this.#channelsByPeer.get(fromName)
    if (channel !== undefined) return this.client.relay(channelHeader(channel.number, payload.length), payload)
    const transaction = this.surroundings.newTransaction()
    const attributes = [
      { type: ATTRIBUTE.xorPeerAddress, value: encodeXorAddress(from, transaction) },
      { type: ATTRIBUTE.data, value: payload },
    ]
    return this.client.relay(encodeStun({ method: METHOD.data, class: 'indication', transaction, attributes }), NOTHING)
  }

  /** Remembers the answer until the next `sweep`. */
  #wayTo(peer: TransportAddress, peerName: string): Way | undefined {
    if (!this.#permissions.has(peer.address)) return undefined
    let way = this.#ways.get(peerName)
    if (way === undefined) {
      way = this.surroundings.findWay(this, peer) ?? 'none'
      if (this.#ways.size < MAX_WAYS) this.#ways.set(peerName, way)
    }
    const isGone = way instanceof Allocation && !way.isOpen
    return way === 'none' || isGone ? undefined : way
  }

  #count(payload: Buffer): void {
    this.surroundings.counters.datagrams++
    this.surroundings.counters.bytes += payload.length
  }
}

const NOTHING = Buffer.alloc(0)
