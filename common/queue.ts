/** Runs jobs one after the other, in the order in which they were added. A job that fails does not stop those behind it. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as the job does. */
  add<T>(job: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(job)
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Resolves when every job added so far is over. Never rejects. */
  get idle(): Promise<unknown> {
    return this.#last
  }
}
