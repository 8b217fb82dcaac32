/** Keeps the seats of those whose connection was lost or who said goodbye: they may come back within a while. */
export class Seats {
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #moving = new Set<string>()

  /** Calls `expire` after `ms`, unless the seat is taken again before. */
  keep(id: string, ms: number, expire: () => void): void {
    this.#stop(id)
    const timer = setTimeout(() => {
      this.take(id)
      expire()
    }, ms)
    this.#timers.set(id, timer)
  }

  take(id: string): void {
    this.#moving.delete(id)
    this.#stop(id)
  }

  /** Whoever has the seat goes on to another page, and needs longer than a connection that is only lost. */
  expectMove(id: string): void {
    this.#moving.add(id)
  }

  isMoving(id: string): boolean {
    return this.#moving.has(id)
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#moving.clear()
  }

  #stop(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }
}
