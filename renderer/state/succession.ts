import { effect, type ReadonlySignal } from '@preact/signals'
import type { HostToJoin, WayToHost } from '../../common/bridge.js'
import { MOST_ORIGINS } from '../../common/channels.js'
import { inUrl } from '../../common/ip-address.js'
import type { Call, RemotePeer } from '../call/call.js'
import type { Succession as Message } from '../call/control-channel.js'
import type { Calling } from './calling.js'
import { Gathering } from './gathering.js'
import { type HostConnection, OWN_HOST, type Place } from './host-connection.js'
import type { OwnHost } from './own-host.js'

type Offer = Extract<Message, { type: 'new-host' }>

/** A host that is lost for longer is taken for gone. Each of those in the call notices by itself that it is lost. */
const GONE_MS = 30_000
/** How often those who could take over say so, and everyone looks whose turn it is. */
const TICK_MS = 5_000
/** How long each of them has for it, before it is the next one's turn. */
const TURN_MS = 10_000
/** How long a new host may take to answer at one of its addresses. */
const ANSWER_MS = 3_000
const HANDSHAKE = '/socket.io/?EIO=4&transport=polling'

/**
 * Has a call go on at another host where its own is gone for good: at that of whoever has the lowest id among those in the
 * call whose page is the operator's of a host of their own. They tell the others over the control channels, each with the
 * ticket that keeps their seat there. Where nobody has a host, the call goes on without one.
 */
export class Succession {
  /** Those who could take over, by what they said since the host was lost. */
  readonly #able = new Set<string>()
  /** Those who are listened to. */
  readonly #heard = new WeakSet<RemotePeer>()
  /** When the new host of each was last out of reach from here. */
  readonly #missedAt = new WeakMap<RemotePeer, number>()
  /** Since when the host is lost, in milliseconds since 1970, as all times here. */
  #lostAt: number | undefined
  /** When this page last went to a new host, which may be gone by then. */
  #wentAt = Number.NEGATIVE_INFINITY
  #ticking: ReturnType<typeof setInterval> | undefined
  #hasTried = false
  /** Whether this page takes over, or looks for a new host. */
  #isBusy = false
  /** Once this page's host has taken over. */
  #gathering: Gathering | undefined
  /** Whose computer newcomers join at while this page cannot, and when they last said so. */
  #successor: { readonly peer: RemotePeer; at: number } | undefined

  constructor(
    private readonly calling: Calling,
    private readonly host: HostConnection,
    private readonly ownHost: Pick<OwnHost, 'operator' | 'facts' | 'host'>,
    /** The app makes sure of a host by its key. */
    private readonly wayTo: (host: HostToJoin) => Promise<WayToHost>,
  ) {
    effect(() => this.#watchLoss())
    effect(() => this.#listen(calling.peers))
  }

  /** The call that is to go on elsewhere, if need be; a direct one has nobody to let in. */
  get #call(): Call | undefined {
    const { value: screen } = this.calling.screen
    return screen.kind === 'call' && screen.goal.kind === 'room' ? this.calling.call.value : undefined
  }

  get #isAble(): boolean {
    const { operator, facts } = this.ownHost
    const hasAddress = (facts.peek()?.addresses.length ?? 0) > 0
    return operator.peek() !== undefined && hasAddress && !this.host.isAtOwn.peek()
  }

  get #connected(): readonly RemotePeer[] {
    return this.calling.peers.peek().filter(({ state }) => state.peek() === 'connected')
  }

  get #lostForMs(): number {
    return this.#lostAt === undefined ? 0 : Date.now() - this.#lostAt
  }

  get #isOnItsWay(): boolean {
    return Date.now() - this.#wentAt < TURN_MS
  }

  #watchLoss(): void {
    const { state } = this.host.view.value
    const call = this.#call
    if (!call) this.#gathering = undefined
    const isLost = (state === 'reconnecting' || state === 'closed-by-host') && call !== undefined
    if (isLost === (this.#lostAt !== undefined)) return
    this.#able.clear()
    this.#hasTried = false
    this.#isBusy = false
    this.host.isGone.value = false
    this.#setSuccessor(undefined)
    this.#lostAt = isLost ? Date.now() : undefined
    if (isLost) this.#startTicking()
  }

  /** From the start of a call on: others may learn sooner than this page that the host is lost. */
  #listen(peers: ReadonlySignal<readonly RemotePeer[]>): void {
    for (const peer of peers.value) {
      if (this.#heard.has(peer)) continue
      this.#heard.add(peer)
      peer.control.on('succession', (message) => {
        if (message.type === 'can-host') this.#able.add(peer.id)
        else if (this.#heeds(peer)) void this.#follow(peer, message)
      })
    }
  }

  #startTicking(): void {
    clearInterval(this.#ticking)
    this.#ticking = setInterval(() => this.#tick(), TICK_MS)
    this.#tick()
  }

  #tick(): void {
    const call = this.#call
    if (call && this.#lostAt !== undefined) this.#seek(call)
    this.#gathering?.tell(this.#connected)
    if (this.#gathering?.isComplete) this.#gathering = undefined
    if (this.#lostAt === undefined && !this.#gathering) clearInterval(this.#ticking)
  }

  /** While the host is lost. */
  #seek(call: Call): void {
    if (this.#isAble) for (const peer of this.#connected) peer.control.settle({ type: 'can-host' })
    const { peers } = this.calling
    if (this.#successor && !peers.peek().includes(this.#successor.peer)) this.#setSuccessor(undefined)
    if (this.#lostForMs < GONE_MS || this.#isBusy || this.#isOnItsWay) return
    const connected = this.#connected
    const candidates = connected.filter(({ id }) => this.#able.has(id)).map(({ id }) => id)
    // Whoever reaches nobody is the one who is cut off: nobody would come, and the others are where the host is.
    if (this.#isAble && connected.length > 0) candidates.push(call.ownId)
    const turn = Math.floor((this.#lostForMs - GONE_MS) / TURN_MS)
    if (turn >= candidates.length) this.host.isGone.value = true
    else if (candidates.sort()[turn] === call.ownId && !this.#hasTried) void this.#takeOver(call)
  }

  /** Those whose link is being repaired have a seat too, and are told of it when they are back. */
  async #takeOver(call: Call): Promise<void> {
    this.#hasTried = true
    this.#isBusy = true
    const peers = this.calling.peers.peek().filter(({ state }) => state.peek() !== 'unreachable')
    const people = [
      { id: call.ownId, name: this.host.ownName },
      ...peers.map(({ id, name }) => ({ id, name: name.peek() })),
    ]
    const { origin } = this.host.view.peek()
    const tickets = await this.ownHost
      .host({ room: call.room, locked: call.isLocked.peek(), people, origin })
      .catch((error) => console.warn('This computer could not take over from the host:', error))
    const facts = this.ownHost.facts.peek()
    const ticket = tickets?.get(call.ownId)
    this.#isBusy = false
    if (!facts || !tickets || ticket === undefined || this.#lostForMs === 0) return
    const { addresses, port, secure } = facts
    const origins = addresses.slice(0, MOST_ORIGINS).map((address) => originAt(address, port))
    const others = new Map([...tickets].filter(([id]) => id !== call.ownId))
    const where = { origins, ...(secure && { key: secure.key }) }
    this.#gathering = new Gathering(where, others, () => this.ownHost.operator.peek()?.people ?? [])
    this.host.relocate(OWN_HOST, ticket)
    this.#wentAt = Date.now()
    this.calling.noteHost()
    this.#startTicking()
  }

  /**
   * Whether to go where someone says that the call goes on. Whoever could not take over is not believed. Who took over and
   * whom nobody follows gives up theirs, the one with the lower id sooner, so that two never change places.
   */
  #heeds(peer: RemotePeer): boolean {
    const call = this.#call
    if (!call || this.#isBusy || this.#isOnItsWay || !this.#able.has(peer.id)) return false
    if (Date.now() - (this.#missedAt.get(peer) ?? Number.NEGATIVE_INFINITY) < TURN_MS) return false
    if (!this.#gathering) return this.#lostForMs >= GONE_MS / 2
    return this.#gathering.isInVain(this.#connected, call.ownId < peer.id ? TURN_MS : 2 * TURN_MS)
  }

  /** Goes where the call goes on, unless the host is there again. */
  async #follow(peer: RemotePeer, { origins, key, ticket }: Offer): Promise<void> {
    // From there browsers let nothing connect to a plain door, nor to a secure one whose certificate nobody has accepted.
    if (location.protocol === 'https:') return this.#stayBehind(peer, origins)
    const lostAt = this.#lostAt
    this.#isBusy = true
    const place = await Promise.any(
      origins.map((origin) => this.#wayTo({ origin, ...(key !== undefined && { key }) })),
    ).catch(() => undefined)
    if (this.#lostAt !== lostAt) return
    this.#isBusy = false
    if (!place) this.#missedAt.set(peer, Date.now())
    if (!place || !this.#heeds(peer)) return
    this.#gathering = undefined
    this.host.relocate(place, ticket)
    this.#wentAt = Date.now()
    this.calling.noteHost(peer.name.peek())
  }

  /** Says where newcomers join. Of two who say so it is the first, unless they say so no more. */
  #stayBehind(peer: RemotePeer, [origin]: readonly string[]): void {
    const known = this.#successor
    if (known?.peer === peer) known.at = Date.now()
    else if (origin !== undefined && (!known || Date.now() - known.at >= TURN_MS)) {
      this.#setSuccessor(peer, new URL(origin).host)
      this.calling.noteHost(peer.name.peek())
    }
  }

  #setSuccessor(peer: RemotePeer | undefined, address = ''): void {
    this.#successor = peer && { peer, at: Date.now() }
    this.host.successor.value = peer && { name: peer.name.peek(), address }
  }

  /** Rejects where the new host does not answer at this address. */
  async #wayTo(host: HostToJoin): Promise<Place> {
    const way = await this.wayTo(host)
    if (!('origin' in way)) throw new TypeError(`The new host is ${way.kind}`)
    // As Socket.IO asks, which the new host answers to pages of the former one too.
    if (way.kind === 'plain') await fetch(way.origin + HANDSHAKE, { signal: AbortSignal.timeout(ANSWER_MS) })
    return { origin: host.origin, via: way.origin }
  }
}

/** As browsers write it, without a port that goes without saying. */
const originAt = (address: string, port: number) => new URL(`http://${inUrl(address)}:${port}`).origin
