/** Between the first attempts. On a LAN an attempt takes well under a second. */
const FIRST_PAUSE_MS = 4_000
/** Each pause is twice as long as the one before, up to this. */
const LONGEST_PAUSE_MS = 8_000
/** However many signs there are at once, attempts because of them are this far apart. */
const LEAST_PAUSE_MS = 1_000
const UNREACHABLE_AFTER_MS = 8_000
/** A timer that is later than this was held up by the machine's sleep, in which nothing can be reached. */
const ASLEEP_MS = 5_000

/** When a link looks for a path: while there is none again and again, less and less often, and at each sign at once. */
export class PathRepair {
  #attempt: ReturnType<typeof setTimeout> | undefined
  #urgent: ReturnType<typeof setTimeout> | undefined
  #deadline: ReturnType<typeof setTimeout> | undefined
  #lastMs = Number.NEGATIVE_INFINITY

  constructor(
    private readonly look: () => void,
    /** Told when there has been no connection for eight seconds. */
    private readonly onUnreachable: () => void,
  ) {}

  /** There is no connection; the first attempt is under way. */
  begin(): void {
    if (this.#deadline !== undefined) return
    this.#await()
    this.#lookIn(FIRST_PAUSE_MS)
  }

  /** There is a sign that the connection is lost, or that there may be a better path. */
  hurry(): void {
    clearTimeout(this.#urgent)
    const restMs = this.#lastMs + LEAST_PAUSE_MS - performance.now()
    if (restMs > 0) this.#urgent = setTimeout(() => this.#lookNow(), restMs)
    else this.#lookNow()
  }

  /** There is a connection, or none is wanted any more. */
  rest(): void {
    for (const timer of [this.#attempt, this.#urgent, this.#deadline]) clearTimeout(timer)
    this.#deadline = undefined
  }

  #await(): void {
    const begunAt = Date.now()
    this.#deadline = setTimeout(() => {
      if (Date.now() - begunAt > UNREACHABLE_AFTER_MS + ASLEEP_MS) this.#await()
      else this.onUnreachable()
    }, UNREACHABLE_AFTER_MS)
  }

  #lookIn(ms: number): void {
    this.#attempt = setTimeout(() => {
      this.#lookNow()
      this.#lookIn(Math.min(2 * ms, LONGEST_PAUSE_MS))
    }, ms)
  }

  #lookNow(): void {
    this.#lastMs = performance.now()
    this.look()
  }
}
