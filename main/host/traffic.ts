import { isLoopback } from '../../common/ip-address.js'
import { networkOf } from '../lan/network-of.js'
import { log } from '../storage/log.js'
import { type Allowance, Allowances, type Standing } from './allowance.js'
import type { HostLimits } from './host-limits.js'
import { Limit } from './limit.js'
import type { HostServer, HostSocket } from './sockets.js'

/** A connection of Engine.IO, which carries the namespaces of one client. */
type Connection = HostSocket['conn']

/** What a packet counts at least, and what a new connection does, in bytes. */
const PACKET_COST = 1_024
const CONNECTION_COST = 16 * 1_024

/** A client that has this much to read yet gets no lists of people until it has caught up. */
const BEHIND_BYTES = 256 * 1_024
/** Namespaces there are two of; the others that a client asks for are refused. */
const MOST_NAMESPACES = 4

/**
 * What goes in and out, over all connections: cuts off who sends more than the limits allow or does not read what is sent
 * to them. Who has sent too much is refused first, by `connection.ts` and `control.ts`, which ask for the standing.
 */
export class Traffic {
  readonly #people: Allowances | undefined
  readonly #addresses: Allowances | undefined
  readonly #of = new WeakMap<Connection, ConnectionTraffic>()
  readonly #counts = { received: 0, cutOff: 0 }
  /** One line a minute for each address: a log is no place for a flood either. */
  readonly #reports = new Limit(1, 60)

  constructor(private readonly limits: HostLimits) {
    this.#people = limits.person && new Allowances(limits.person)
    this.#addresses = limits.address && new Allowances(limits.address)
  }

  /** Watches all connections from now on. */
  watch({ engine }: HostServer): void {
    // One function for all connections: with thousands of them, what each has by itself is what the host's memory goes to.
    const listeners = this.#listeners()
    engine.on('connection', (connection: Connection) => {
      const key = this.#addressKey(connection.remoteAddress)
      const traffic = new ConnectionTraffic(connection, this.limits, this.#counts, this.#report)
      this.#of.set(connection, traffic)
      for (const [event, listener] of listeners) connection.on(event, listener)
      if (key !== undefined) traffic.charge(this.#addresses, key).spend(CONNECTION_COST)
    })
  }

  /** Packets that came in so far, and clients that were cut off. */
  get counts(): { readonly received: number; readonly cutOff: number } {
    return this.#counts
  }

  of(connection: Connection): ConnectionTraffic {
    const traffic = this.#of.get(connection)
    if (!traffic) throw new Error('The connection was there before its traffic was watched.')
    return traffic
  }

  /** From now on what comes over this connection also counts as this person's. */
  identify(connection: Connection, person: string): void {
    if (this.#people) this.of(connection).charge(this.#people, person)
  }

  /** Whether one more connection may come from there. */
  mayConnect(address: string): boolean {
    const key = this.#addressKey(address)
    return key === undefined || this.#addresses?.standingOf(key) === 'good'
  }

  #listeners() {
    const of = this.#of
    return [
      ['packet', listener((connection, packet) => of.get(connection)?.received(packet))],
      ['packetCreate', listener((connection, packet) => of.get(connection)?.sent(packet))],
      ['flush', listener((connection) => of.get(connection)?.flushed())],
      ['close', listener((connection) => of.get(connection)?.release())],
    ] as const
  }

  readonly #report = ({ remoteAddress }: Connection, reason: string): void => {
    if (!this.#reports.take(networkOf(remoteAddress))) return
    log.warn(`A client at ${remoteAddress} was cut off: ${reason}.`)
  }

  #addressKey(address: string): string | undefined {
    const isExempt = isLoopback(address) && !this.limits.areForLoopback
    return this.#addresses === undefined || isExempt ? undefined : networkOf(address)
  }
}

/** What goes in and out over one connection. */
export class ConnectionTraffic {
  /** Told whenever the client falls behind in reading, or has caught up. */
  onBehind: (isBehind: boolean) => void = nobody
  /** Whether its client was let in somewhere. */
  isServed = false
  // Made anew for each one more: what `push` has in reserve is several times what there is.
  #charged: readonly Charged[] = NONE
  #namespaces: readonly string[] = NONE
  /** Characters that wait in Engine.IO, and that it has handed to the system. */
  #waiting = 0
  #handedOn = 0
  #isBehind = false
  #isCut = false

  constructor(
    private readonly connection: Connection,
    private readonly limits: Pick<HostLimits, 'unsent'>,
    /** The counts of all connections. */
    private readonly counts: { received: number; cutOff: number },
    private readonly report: (connection: Connection, reason: string) => void,
  ) {}

  /** From now on what comes is taken from that allowance as well. */
  charge(allowances: Allowances | undefined, key: string): Allowance {
    const of = allowances as Allowances
    const allowance = of.hold(key)
    this.#charged = [...this.#charged, { allowance, of, key }]
    return allowance
  }

  /** Nothing more comes. */
  release(): void {
    for (const { of, key } of this.#charged) of.release(key)
    this.#charged = NONE
  }

  /** What came in too quickly is to be refused. */
  get isTooFast(): boolean {
    return this.#charged.some(({ allowance }) => allowance.standing !== 'good')
  }

  /** Lets go of a client that was let in nowhere, once it has what it was sent. */
  endUnlessServed(): void {
    if (!this.isServed) this.connection.close()
  }

  /** Ends the connection at once: nothing that came with the same payload is looked at any more. */
  cut(reason: string): void {
    if (this.#isCut) return
    this.#isCut = true
    this.counts.cutOff++
    this.report(this.connection, reason)
    const { transport } = this.connection
    this.connection.close(true)
    // A WebSocket would wait for the other side to take in all that was sent, and its goodbye.
    ;(transport as { socket?: { terminate?(): void } }).socket?.terminate?.()
  }

  /** A packet has come in. */
  received({ data }: Packet): void {
    this.counts.received++
    const cost = Math.max(data?.length ?? 0, PACKET_COST)
    let standing: Standing = 'good'
    for (const { allowance } of this.#charged) {
      allowance.spend(cost)
      if (allowance.standing === 'exceeded') standing = 'exceeded'
    }
    if (standing === 'exceeded') this.cut('it went on sending although it was too fast')
    else if (typeof data === 'string' && data.startsWith(CONNECT)) this.#connecting(data)
  }

  /** Socket.IO itself sees a second CONNECT only once it is done with the first. */
  #connecting(packet: string): void {
    const namespace = NAMESPACE.exec(packet)?.[0] ?? ''
    const isAgain = this.#namespaces.includes(namespace)
    this.#namespaces = [...this.#namespaces, namespace]
    if (isAgain) this.cut('it came into one namespace twice')
    else if (this.#namespaces.length > MOST_NAMESPACES) this.cut('it asked for too many namespaces')
  }

  /** A packet waits to be handed to the system. */
  sent({ data }: Packet): void {
    this.#waiting += data?.length ?? 0
    const unread = this.#waiting + (this.connection.transport.writable ? 0 : this.#handedOn)
    if (unread > BEHIND_BYTES) this.#setBehind(true)
    // Not within the sending, which may be to several at once.
    if (unread > this.limits.unsent) process.nextTick(() => this.cut('it did not read what it was sent'))
  }

  /** What waited is handed to the system, for what was handed on before has been taken. */
  flushed(): void {
    this.#handedOn = this.#waiting
    this.#waiting = 0
    if (this.#handedOn <= BEHIND_BYTES) this.#setBehind(false)
  }

  #setBehind(isBehind: boolean): void {
    if (this.#isBehind === isBehind) return
    this.#isBehind = isBehind
    this.onBehind(isBehind)
  }
}

interface Packet {
  readonly data?: string | Buffer
}

interface Charged {
  readonly allowance: Allowance
  readonly of: Allowances
  readonly key: string
}

const nobody = () => {}
const NONE: readonly never[] = []

/** A listener for any number of connections, each of which is its `this`. */
const listener = (hear: (connection: Connection, packet: Packet) => void) =>
  function (this: Connection, packet: Packet): void {
    hear(this, packet)
  }

/** The type of a Socket.IO packet, and the namespace behind it, which is the default one where there is none. */
const CONNECT = '0'
const NAMESPACE = /(?<=^0)\/[^,]*/
