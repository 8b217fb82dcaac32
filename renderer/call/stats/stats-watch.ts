import { type ReadonlySignal, signal, type Signal as WritableSignal } from '@preact/signals-core'
import { within } from '../../../common/within.js'
import type { RemotePeer } from '../remote-peers.js'
import { HEALTHY, type Health, judge, judgeWayOut } from './health.js'
import { type LinkStats, type Reading, read } from './link-stats.js'

/** How far back it is remembered how a link was. */
export const KEPT_MS = 2 * 60_000
/** Readings for the quality mark come this often, so that each is over as long a time whoever looks. */
export const MARK_MS = 5_000
/** A browser that does not answer is not waited for. */
const ANSWER_MS = 3_000

/** What is known of the link to one peer. */
export interface WatchedLink {
  readonly peer: RemotePeer
  /** The readings of the last two minutes, the newest last; another array each time. */
  readonly readings: ReadonlySignal<readonly LinkStats[]>
  readonly isPoor: ReadonlySignal<boolean>
  /** The same of what is sent alone. */
  readonly isPoorOut: ReadonlySignal<boolean>
}

interface Watched extends WatchedLink {
  readonly readings: WritableSignal<readonly LinkStats[]>
  readonly isPoor: WritableSignal<boolean>
  readonly isPoorOut: WritableSignal<boolean>
  last: Reading | undefined
  /** What the quality mark was last counted from. */
  lastOfMark: Reading | undefined
  health: Health
  healthOut: Health
}

/** Reads the statistics of all links by one timer, as often as the most eager of those who look wants it. */
export class StatsWatch {
  readonly #links = new WeakMap<RemotePeer, Watched>()
  readonly #looks = new Set<{ readonly everyMs: number }>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly peers: ReadonlySignal<readonly RemotePeer[]>) {}

  /** Reads this often, until the function that comes back is called. */
  look(everyMs: number): () => void {
    const look = { everyMs }
    this.#looks.add(look)
    this.#plan(0)
    return () => {
      this.#looks.delete(look)
      if (this.#looks.size === 0) this.#rest()
    }
  }

  linkTo(peer: RemotePeer): WatchedLink {
    return this.#watched(peer)
  }

  #watched(peer: RemotePeer): Watched {
    const known = this.#links.get(peer)
    if (known) return known
    const link: Watched = {
      ...{ peer, readings: signal<readonly LinkStats[]>([]), isPoor: signal(false), isPoorOut: signal(false) },
      ...{ last: undefined, lastOfMark: undefined, health: HEALTHY, healthOut: HEALTHY },
    }
    this.#links.set(peer, link)
    return link
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#readAll(), ms)
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  async #readAll(): Promise<void> {
    const timer = this.#timer
    await Promise.all(this.peers.peek().map((peer) => this.#read(this.#watched(peer))))
    if (timer === this.#timer) this.#plan(Math.min(...[...this.#looks].map(({ everyMs }) => everyMs)))
  }

  async #read(link: Watched): Promise<void> {
    if (link.peer.state.peek() !== 'connected') {
      // What comes after an interruption is not counted from before it.
      link.last = link.lastOfMark = undefined
      return
    }
    const report = await within(link.peer.report(), ANSWER_MS)
    if (!report) return
    const reading = read(link.last, report)
    const { stats } = reading
    if (stats.atMs === link.last?.stats.atMs) return
    link.last = reading
    link.readings.value = [...link.readings.peek().filter(({ atMs }) => stats.atMs - atMs <= KEPT_MS), stats]
    if (link.lastOfMark && stats.atMs - link.lastOfMark.stats.atMs < 0.9 * MARK_MS) return
    const ofMark = read(link.lastOfMark, report)
    link.lastOfMark = ofMark
    link.health = judge(link.health, ofMark.stats)
    link.healthOut = judgeWayOut(link.healthOut, ofMark.stats)
    link.isPoor.value = link.health.isPoor
    link.isPoorOut.value = link.healthOut.isPoor
  }
}
