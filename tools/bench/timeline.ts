import { Histogram } from './histogram.js'
import type { Usage } from './process-usage.js'

/** Points kept; with more, neighbours become one of twice the length. */
const MOST_POINTS = 480

/** What was seen in one stretch of time. */
interface Point {
  /** Seconds since the start of the bench. */
  from: number
  to: number
  /** How long the room requests took that were answered, in microseconds. */
  latencies: Histogram
  /** At the end of the stretch. */
  connected: number
  /** Of the host, at the end of the stretch. */
  host: Usage | undefined
}

/** The same in figures, each an array with one value for each point; null where nothing is known. */
export interface Series {
  /** Middle of the stretch, in seconds. */
  seconds: number[]
  requestsPerSecond: number[]
  /** In milliseconds. */
  p50: (number | null)[]
  p99: (number | null)[]
  /** Of the host, in bytes. */
  memory: (number | null)[]
  connected: number[]
}

/** What happened over time, in bounded memory however long it took. */
export class Timeline {
  #points: Point[] = []
  #to = 0
  /** Ticks that make up one point. */
  #perPoint = 1
  #ticks = 0

  /** What was seen since the last call. */
  add(to: number, seen: Omit<Point, 'from' | 'to'>): void {
    const last = this.#points.at(-1)
    const tick = { from: this.#to, to, ...seen }
    if (last && this.#ticks % this.#perPoint !== 0) this.#points[this.#points.length - 1] = joined(last, tick)
    else this.#points.push(tick)
    this.#to = to
    this.#ticks++
    if (this.#points.length > MOST_POINTS) this.#halve()
  }

  series(): Series {
    const points = this.#points
    const milliseconds = (share: number) =>
      points.map(({ latencies }) => {
        const microseconds = latencies.percentile(share)
        return microseconds === undefined ? null : microseconds / 1000
      })
    return {
      seconds: points.map(({ from, to }) => (from + to) / 2),
      requestsPerSecond: points.map(({ from, to, latencies }) => latencies.total / (to - from)),
      p50: milliseconds(0.5),
      p99: milliseconds(0.99),
      memory: points.map(({ host }) => host?.memory ?? null),
      connected: points.map(({ connected }) => connected),
    }
  }

  #halve(): void {
    const halved: Point[] = []
    for (let index = 0; index < this.#points.length; index += 2) {
      const [first, second] = this.#points.slice(index, index + 2)
      if (first) halved.push(second ? joined(first, second) : first)
    }
    this.#points = halved
    this.#perPoint *= 2
    this.#ticks = 0
  }
}

function joined(first: Point, second: Point): Point {
  const latencies = new Histogram()
  latencies.merge(first.latencies.toSparse())
  latencies.merge(second.latencies.toSparse())
  return { ...second, from: first.from, latencies }
}
