import { effect, type ReadonlySignal } from '@preact/signals'
import type { HostToJoin, WayToHost } from '../../common/bridge.js'
import { MOST_ORIGINS } from '../../common/channels.js'
import { inUrl } from '../../common/ip-address.js'
import type { Call, RemotePeer } from '../call/call.js'
import type { Succession as Message } from '../call/control-channel.js'
import type { Calling } from './calling.js'
import { type HostConnection, OWN_HOST } from './host-connection.js'
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
  /** Since when the host is lost, in milliseconds since 1970. */
  #lostAt: number | undefined
  #ticking: ReturnType<typeof setInterval> | undefined
  #hasTried = false
  /** Whether this page takes over, or goes to a new host. */
  #isUnderWay = false

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

  #watchLoss(): void {
    const { state } = this.host.view.value
    const isLost = (state === 'reconnecting' || state === 'closed-by-host') && this.#call !== undefined
    if (isLost === (this.#lostAt !== undefined)) return
    this.#able.clear()
    this.#hasTried = false
    this.#isUnderWay = false
    this.host.isGone.value = false
    this.#lostAt = isLost ? Date.now() : undefined
    clearInterval(this.#ticking)
    if (!isLost) return
    this.#ticking = setInterval(() => this.#tick(), TICK_MS)
    this.#tick()
  }

  /** From the start of a call on: others may learn sooner than this page that the host is lost. */
  #listen(peers: ReadonlySignal<readonly RemotePeer[]>): void {
    for (const peer of peers.value) {
      if (this.#heard.has(peer)) continue
      this.#heard.add(peer)
      peer.control.on('succession', (message) => {
        if (message.type === 'can-host') this.#able.add(peer.id)
        else void this.#follow(peer, message)
      })
    }
  }

  #tick(): void {
    const call = this.#call
    if (!call) return
    if (this.#isAble) for (const peer of this.#connected) peer.control.settle({ type: 'can-host' })
    if (this.#lostForMs < GONE_MS || this.#isUnderWay) return
    const candidates = this.#connected.filter(({ id }) => this.#able.has(id)).map(({ id }) => id)
    if (this.#isAble) candidates.push(call.ownId)
    const turn = Math.floor((this.#lostForMs - GONE_MS) / TURN_MS)
    if (turn >= candidates.length) this.host.isGone.value = true
    else if (candidates.sort()[turn] === call.ownId && !this.#hasTried) void this.#takeOver(call)
  }

  async #takeOver(call: Call): Promise<void> {
    this.#hasTried = true
    this.#isUnderWay = true
    const peers = this.#connected
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
    this.#isUnderWay = ticket !== undefined
    if (!facts || ticket === undefined || this.#lostForMs === 0) return
    const origins = facts.addresses.slice(0, MOST_ORIGINS).map((address) => originAt(address, facts.port))
    for (const peer of peers) {
      const key = facts.secure?.key
      const theirs = tickets?.get(peer.id)
      if (theirs !== undefined) peer.control.settle({ type: 'new-host', origins, ...(key && { key }), ticket: theirs })
    }
    this.host.relocate(OWN_HOST, ticket)
    this.calling.noteHost()
  }

  /** Goes where the call goes on, unless the host is there again. Whoever could not take over is not believed. */
  async #follow(peer: RemotePeer, { origins, key, ticket }: Offer): Promise<void> {
    if (this.#isUnderWay || this.#lostForMs < GONE_MS / 2 || !this.#able.has(peer.id)) return
    this.#isUnderWay = true
    for (const origin of origins) {
      const way = await this.#wayTo({ origin, ...(key !== undefined && { key }) })
      if (this.#lostForMs === 0) return
      if (way === undefined) continue
      this.host.relocate({ origin, via: way }, ticket)
      this.calling.noteHost(peer.name.peek())
      return
    }
    this.#isUnderWay = false
  }

  /** The origin at which the new host answers; undefined where it does not. */
  async #wayTo(host: HostToJoin): Promise<string | undefined> {
    try {
      const way = await this.wayTo(host)
      if (!('origin' in way)) return undefined
      // As Socket.IO asks, which the new host answers to pages of the former one too.
      if (way.kind === 'plain') await fetch(way.origin + HANDSHAKE, { signal: AbortSignal.timeout(ANSWER_MS) })
      return way.origin
    } catch {
      return undefined
    }
  }
}

/** As browsers write it, without a port that goes without saying. */
const originAt = (address: string, port: number) => new URL(`http://${inUrl(address)}:${port}`).origin
