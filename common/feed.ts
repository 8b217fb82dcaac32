interface Given<T> {
  readonly value: T
  readonly release: () => void
}

/** Hands things that are given one after another to a user that asks for them one after another. */
export class Feed<T, Result> {
  readonly #result: Promise<Result>
  #give!: (given: Given<T> | undefined) => void
  #fail!: (reason: Error) => void
  #given!: Promise<Given<T> | undefined>
  /** What the user has, and may go on using until it asks for more. */
  #used: Given<T> | undefined
  #isAbandoned = false

  constructor(use: (things: AsyncIterable<T>) => Promise<Result>) {
    this.#expect()
    this.#result = use({ [Symbol.asyncIterator]: () => ({ next: () => this.#next() }) })
    // Whoever gives, ends or abandons hears of it.
    this.#result.catch(() => undefined)
  }

  /** Resolves once the user is done with it and asks for more, or needs no more. Rejects where the user has failed. */
  async give(value: T): Promise<void> {
    const used = new Promise<void>((resolve) => this.#give({ value, release: resolve }))
    await Promise.race([used, this.#result])
  }

  /** There is no more. Resolves or rejects as the user does. */
  end(): Promise<Result> {
    this.#give(undefined)
    return this.#result
  }

  /** The user fails where it asks for more. Resolves once it is over. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true
    this.#fail(givenUp())
    await this.#result.catch(() => undefined)
  }

  async #next(): Promise<IteratorResult<T, undefined>> {
    this.#used?.release()
    if (this.#isAbandoned) throw givenUp()
    this.#used = await this.#given
    if (!this.#used) return { value: undefined, done: true }
    this.#expect()
    return { value: this.#used.value, done: false }
  }

  #expect(): void {
    this.#given = new Promise((resolve, reject) => {
      this.#give = resolve
      this.#fail = reject
    })
    this.#given.catch(() => undefined)
  }
}

const givenUp = () => new Error('It was given up.')
