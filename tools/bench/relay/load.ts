import type { RecordableHistogram } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { newHistogram } from '../rooms/driver.js'
import type { Dialect } from './contenders.js'
import { Pair } from './pair.js'

/** Pairs being connected at one time. */
const CONNECTING = 32
/** How often messages are sent where so many a second are to be. */
const TICK_MS = 5

/** Many pairs at one server. */
export class Load {
  readonly #pairs: Pair[]

  constructor(url: string, dialect: Dialect, count: number) {
    this.#pairs = Array.from({ length: count }, (_, index) => new Pair(url, dialect, `bench-${index}`))
  }

  /** Has all of them join. Gives how long each client took, in microseconds. */
  async join(): Promise<RecordableHistogram> {
    const took = newHistogram()
    const waiting = this.#pairs.values()
    const some = async () => {
      for (const pair of waiting) for (const ms of await pair.join()) record(took, ms)
    }
    await Promise.all(Array.from({ length: CONNECTING }, some))
    return took
  }

  /** Each pair sends the next as soon as the last has come back. Gives how many messages were relayed. */
  async asFastAsCan(ms: number): Promise<number> {
    let returned = 0
    let isOver = false
    for (const pair of this.#pairs) {
      pair.onReturn = () => {
        returned++
        if (!isOver) pair.send()
      }
      pair.send()
    }
    await delay(ms)
    isOver = true
    const relayed = 2 * returned
    await settled(() => returned)
    return relayed
  }

  /** So many relayed messages a second, evenly. Gives how long each took to come back, in microseconds. */
  async paced(ms: number, rate: number): Promise<RecordableHistogram> {
    const took = newHistogram()
    const resting = [...this.#pairs]
    const from = performance.now()
    let sent = 0
    for (let now = from; now - from < ms; now = performance.now()) {
      // Whoever waits for the last one is passed over, so that a server that is behind is not driven further.
      for (const due = ((now - from) / 2_000) * rate; sent < due; sent++) {
        const pair = resting.shift()
        if (!pair) break
        const sentAt = performance.now()
        pair.onReturn = () => {
          record(took, performance.now() - sentAt)
          resting.push(pair)
        }
        pair.send()
      }
      await delay(TICK_MS)
    }
    await settled(() => took.count)
    return took
  }

  async leave(): Promise<void> {
    await Promise.all(this.#pairs.map((pair) => pair.leave()))
  }
}

const record = (histogram: RecordableHistogram, ms: number) => histogram.record(Math.max(1, Math.round(ms * 1_000)))

/** Waits until nothing comes back any more. */
async function settled(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count()
    await delay(200)
  }
}
