import { Agent } from 'node:http'
import type { HostCard } from '../../common/control.js'
import { askForCard } from './host-card.js'
import type { Place } from './places-to-ask.js'

export interface UnicastSearchOptions {
  /** Where to ask, in this order. */
  places: () => readonly Place[]
  /** Whether nothing else finds hosts; asked before each question. */
  isNeeded: () => boolean
  onFound: (place: Place, card: HostCard) => void
}

/** How long hosts have to answer to multicast before anybody is asked by unicast. */
const LISTEN_MS = 3_000
/** So many are asked at once, and as many a second at most: a /24 takes 16 s, or 64 s where none answers. */
const AT_ONCE = 16
const PACE_MS = 1_000
/** Each is asked once, so that a busy one has longer to answer than those who are asked again and again. */
const PATIENCE_MS = 4_000
/** Whoever looks again within this time has no new search. */
const AGAIN_MS = 10 * 60_000

/** Asks one address after another for a host, gently, where multicast does not pass. */
export class UnicastSearch {
  #agent = new Agent()
  #begunAt = Number.NEGATIVE_INFINITY
  /** Ends the search under way, if there is one. */
  #ended: AbortController | undefined

  constructor(private readonly options: UnicastSearchOptions) {}

  /** To be called when a person looks. Does nothing where there was a search within the last ten minutes. */
  begin(): void {
    if (performance.now() - this.#begunAt < AGAIN_MS) return
    this.#begunAt = performance.now()
    const ended = new AbortController()
    this.#ended?.abort()
    this.#ended = ended
    void this.#search(ended.signal).then(() => {
      if (this.#ended === ended) this.#ended = undefined
    })
  }

  /** To be called when the machine is in other networks. A search that is under way begins anew in them. */
  startAnew(): void {
    const isUnderWay = this.#ended !== undefined
    this.stop()
    if (isUnderWay) this.begin()
  }

  /** Ends the questions under way. The next who looks has a new search. */
  stop(): void {
    this.#ended?.abort()
    this.#ended = undefined
    this.#agent.destroy()
    this.#agent = new Agent()
    this.#begunAt = Number.NEGATIVE_INFINITY
  }

  async #search(ended: AbortSignal): Promise<void> {
    await pause(LISTEN_MS)
    if (ended.aborted) return
    const places = this.options.places().values()
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#askEach(places, ended)))
  }

  /** Several share one run of places. */
  async #askEach(places: IterableIterator<Place>, ended: AbortSignal): Promise<void> {
    for (const place of places) {
      if (ended.aborted || !this.options.isNeeded()) return
      await Promise.all([this.#ask(place, ended), pause(PACE_MS)])
    }
  }

  async #ask(place: Place, ended: AbortSignal): Promise<void> {
    const { address, port } = place
    const question = askForCard(`http://${address}:${port}`, { agent: this.#agent, timeoutMs: PATIENCE_MS })
    const card = await question.catch(() => undefined)
    if (card && !ended.aborted) this.options.onFound(place, card)
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())
