import type { HostEvents } from '../../../common/contract/dialects.js'
import type { ListChanges } from '../../../common/list-changes.js'
import type { UserList } from '../../../common/protocol.js'
import { within } from '../../../common/within.js'
import { LOBBY } from '../list-readers.js'
import type { Line, Mailbox, Place } from '../mailbox.js'
import { type KeptMail, MemoryMailbox } from '../memory.js'
import type { HostServer } from '../sockets.js'
import type { RedisLink } from './link.js'

/** Another process that does not hand over by then has stopped. */
const HANDOVER_MS = 2_000

/** A box that is on its way to this process. */
interface Moving {
  /** What came since this process asked for it: by the channel, and from people who are here. */
  readonly held: string[]
  /** Whether what comes by the channel is no longer for the process that has the box. */
  hasBegun: boolean
  /** The process that asked for it after this one. */
  next: string | undefined
  take(kept: KeptMail): void
}

/**
 * The mailbox of several processes that are one host. Each person's mail is with the process at which they are, and has a
 * channel by which it gets there from the others. A process that takes it over says so in the same channel: all see in
 * one order what came before that, which is handed over, and what came after.
 */
export class RedisMailbox implements Mailbox {
  readonly #here: MemoryMailbox
  readonly #moving = new Map<string, Moving>()

  constructor(
    private readonly link: RedisLink,
    private readonly io: HostServer,
  ) {
    this.#here = new MemoryMailbox(io.local)
  }

  /** Begins to hear what others hand over; to be called each time that the link is up. */
  listen(): Promise<void> {
    return this.link.subscribe(handoverChannel(this.link.node), (message) => {
      const { id, ...kept } = JSON.parse(message) as KeptMail & { id: string }
      this.#moving.get(id)?.take(kept)
    })
  }

  deliver<E extends keyof HostEvents>(to: string, event: E, ...args: Parameters<HostEvents[E]>): void {
    if (this.#here.has(to)) this.#here.deliver(to, event, ...args)
    else this.#send(to, JSON.stringify([event, ...args]))
  }

  deliverSoon<E extends keyof HostEvents>(to: string, event: E, ...args: Parameters<HostEvents[E]>): void {
    if (this.#here.has(to)) this.#here.deliverSoon(to, event, ...args)
    else this.deliver(to, event, ...args)
  }

  deliverAll<E extends keyof HostEvents>(to: readonly string[], event: E, ...args: Parameters<HostEvents[E]>): void {
    const elsewhere = to.filter((id) => !this.#here.has(id))
    const here = elsewhere.length === 0 ? to : to.filter((id) => !elsewhere.includes(id))
    if (here.length > 0) this.#here.deliverAll(here, event, ...args)
    if (elsewhere.length === 0) return
    const packet = JSON.stringify([event, ...args])
    for (const id of elsewhere) this.#send(id, packet)
  }

  gather(to: readonly string[]): void {
    this.#here.gather(to)
  }

  toLobby<E extends keyof HostEvents>(event: E, ...args: Parameters<HostEvents[E]>): void {
    this.io.to(LOBBY).emit(event, ...args)
  }

  listToLobby(list: UserList, changes: ListChanges | undefined): void {
    this.#here.listToLobby(list, changes)
  }

  wantChanges(id: string): void {
    this.#here.wantChanges(id)
  }

  setIn(place: Place, id: string, isIn: boolean): void {
    this.#here.setIn(place, id, isIn)
  }

  setBehind(id: string, line: Line, isBehind: boolean): boolean {
    return this.#here.setBehind(id, line, isBehind)
  }

  async open(id: string): Promise<boolean> {
    if (this.#here.has(id)) return true
    const { node } = this.link
    const moving: Moving = { held: [], hasBegun: false, next: undefined, take: () => {} }
    const handedOver = new Promise<KeptMail>((resolve) => {
      moving.take = resolve
    })
    this.#moving.set(id, moving)
    let kept: KeptMail = { packets: [], isWhole: true }
    try {
      await this.#listenFor(id)
      const count = await this.link.publish(channelOf(id), JSON.stringify({ to: node }))
      if (count > 1) kept = (await within(handedOver, HANDOVER_MS)) ?? { packets: [], isWhole: false }
    } finally {
      this.#moving.delete(id)
    }
    if (this.link.node !== node) throw new Error('Redis was away while mail was handed over.')
    this.#here.restore(id, kept)
    for (const packet of moving.held) this.#put(id, packet)
    if (moving.next !== undefined) this.#handOver(id, moving.next)
    return moving.next === undefined
  }

  /** Keeps what comes for someone whose process is gone, with all that it kept for them. */
  async adopt(id: string): Promise<void> {
    this.#here.restore(id, { packets: [], isWhole: false })
    await this.#listenFor(id)
  }

  attach(id: string, line: Line): { isWhole: boolean } {
    return this.#here.attach(id, line)
  }

  isAt(id: string, line: Line): boolean {
    return this.#here.isAt(id, line)
  }

  detach(id: string): void {
    this.#here.detach(id)
  }

  discard(id: string): void {
    this.#here.discard(id)
  }

  /** Whoever is at another process is not away as far as this one knows. */
  isAway(id: string): boolean {
    return this.#here.has(id) && this.#here.isAway(id)
  }

  has(id: string): boolean {
    return this.#here.has(id)
  }

  close(id: string): void {
    this.#here.close(id)
    this.link.unsubscribe(channelOf(id))
  }

  clear(): void {
    this.#here.clear()
  }

  #listenFor(id: string): Promise<void> {
    return this.link.subscribe(channelOf(id), (message) => this.#receive(id, message))
  }

  /** A list is a packet, anything else says which process takes over. */
  #receive(id: string, message: string): void {
    const moving = this.#moving.get(id)
    if (message.startsWith('[')) {
      if (moving?.hasBegun) moving.held.push(message)
      else if (!moving) this.#put(id, message)
      return
    }
    const { to } = JSON.parse(message) as { to: string }
    if (to === this.link.node) {
      if (moving) moving.hasBegun = true
    } else if (moving) {
      if (moving.hasBegun) moving.next ??= to
    } else if (this.#here.has(id)) {
      this.#handOver(id, to)
    }
  }

  #put(id: string, packet: string): void {
    const [event, ...args] = JSON.parse(packet) as Parameters<Mailbox['deliver']> extends [string, ...infer P]
      ? P
      : never
    this.#here.deliver(id, event, ...args)
  }

  #send(to: string, packet: string): void {
    const moving = this.#moving.get(to)
    if (moving) moving.held.push(packet)
    else this.link.send(channelOf(to), packet)
  }

  #handOver(id: string, to: string): void {
    this.link.unsubscribe(channelOf(id))
    this.link.send(handoverChannel(to), JSON.stringify({ id, ...this.#here.release(id) }))
  }
}

const channelOf = (id: string) => `:mail:${id}`
const handoverChannel = (node: string) => `:handover:${node}`
