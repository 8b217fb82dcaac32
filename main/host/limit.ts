/** How often something may be done in a while, for each key by itself. Tells at once: clients are dealt with in order. */
export class Limit {
  readonly #windows = new Map<string, { left: number; readonly end: number }>()

  /** Allows `points` uses in each window of `seconds`, counted for each key from its first use. */
  constructor(
    private readonly points: number,
    private readonly seconds: number,
  ) {}

  /** Uses it once more; false where that is once too often. */
  take(key: string): boolean {
    this.#forgetPast()
    const window = this.#windows.get(key) ?? { left: this.points, end: performance.now() + 1_000 * this.seconds }
    this.#windows.set(key, window)
    return window.left-- > 0
  }

  /** Whether the next `take` would be one too many. */
  isSpent(key: string): boolean {
    this.#forgetPast()
    return (this.#windows.get(key)?.left ?? this.points) <= 0
  }

  /** In how many milliseconds there are uses again; 0 where there are some now. */
  msUntilFree(key: string): number {
    return this.isSpent(key) ? Math.ceil((this.#windows.get(key)?.end ?? 0) - performance.now()) : 0
  }

  /** All windows are equally long, so those that opened first are over first. */
  #forgetPast(): void {
    const now = performance.now()
    for (const [key, { end }] of this.#windows) {
      if (end > now) return
      this.#windows.delete(key)
    }
  }
}
