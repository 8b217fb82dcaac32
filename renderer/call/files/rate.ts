/** What is older tells nothing of how fast it goes now. */
const WINDOW_MS = 5_000
/** After less than this nothing can be told. */
const MIN_MS = 1_000

/** How fast something grows of late. */
export class Rate {
  #seen: { bytes: number; at: number }[] = []

  /** Takes in how much there is at a time in milliseconds. Less than before begins anew. */
  note(bytes: number, at: number): void {
    const last = this.#seen.at(-1)
    if (last && bytes < last.bytes) this.#seen = []
    this.#seen.push({ bytes, at })
    // One that is older says how much there was when the window began.
    while ((this.#seen[1]?.at ?? at) <= at - WINDOW_MS) this.#seen.shift()
  }

  /** In bytes a second; undefined where it is not known yet. */
  get perSecond(): number | undefined {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)]
    if (!first || !last || last.at - first.at < MIN_MS) return undefined
    return ((last.bytes - first.bytes) * 1_000) / (last.at - first.at)
  }

  /** How long these bytes will take, in milliseconds; undefined where that cannot be told. */
  msFor(bytes: number): number | undefined {
    const rate = this.perSecond
    return rate ? (bytes / rate) * 1_000 : undefined
  }
}
