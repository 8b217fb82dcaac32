/** A seeded source of chance: the same seed gives the same sequence on every machine. Not for secrets. */
export class Random {
  #state: number

  /** Only the lower 32 bits of `seed` and `stream` count; each stream of a seed is a sequence of its own. */
  constructor(seed: number, stream = 0) {
    this.#state = scramble(scramble(seed) ^ stream)
  }

  /** From 0, included, to 1, excluded. Mulberry32, by Tommy Ettinger, public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    return scramble(this.#state) / 2 ** 32
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }
}

/** One 32-bit number for another, each bit of which depends on all. */
function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return (mixed ^ (mixed >>> 14)) >>> 0
}
