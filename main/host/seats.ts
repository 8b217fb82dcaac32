/** Keeps the seats of those whose connection was lost or who said goodbye: they may come back within a while. */
export class Seats {
  readonly #timers = new Map<string, NodeJS.Timeout>()

  /** Calls `expire` after `ms`, unless the seat is taken again before. */
  keep(id: string, ms: number, expire: () => void): void {
    this.take(id)
    const timer = setTimeout(() => {
      this.#timers.delete(id)
      expire()
    }, ms)
    this.#timers.set(id, timer)
  }

  take(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
