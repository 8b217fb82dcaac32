/** RFC 8489, section 6.3.1: a request may come again for this long, and is then answered as before. */
const KEPT_MS = 40_000
const MAX_KEPT = 10_000

interface Kept {
  readonly at: number
  /** Undefined while the request is being dealt with. */
  answer: Buffer | undefined
}

/** Answers of the last 40 seconds. Over UDP a request that seems lost is sent again. */
export class RecentAnswers {
  readonly #kept = new Map<string, Kept>()

  /** Remembers that a request is being dealt with. */
  begin(request: string): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < MAX_KEPT) break
      this.#kept.delete(oldest)
    }
    this.#kept.set(request, { at: performance.now(), answer: undefined })
  }

  finish(request: string, answer: Buffer): void {
    const kept = this.#kept.get(request)
    if (kept !== undefined) kept.answer = answer
  }

  /** Undefined for a request that was not seen; without an `answer` for one that is being dealt with. */
  find(request: string): { readonly answer: Buffer | undefined } | undefined {
    return this.#kept.get(request)
  }

  /** Those that came first are over first. */
  sweep(now: number): void {
    for (const [request, { at }] of this.#kept) {
      if (now - at < KEPT_MS) return
      this.#kept.delete(request)
    }
  }
}
