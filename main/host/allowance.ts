/** So much at once, and so much a second after that. */
export interface Rate {
  readonly atOnce: number
  readonly perSecond: number
}

/**
 * `spent`: what comes now is to be refused. `exceeded`: it went on although it was refused, by a quarter of what is
 * allowed at once.
 */
export type Standing = 'good' | 'spent' | 'exceeded'

/** What one sender may still send: a token bucket that can be overdrawn, so that nothing has to be known in advance. */
export class Allowance {
  #left: number
  #at = performance.now()

  constructor(private readonly rate: Rate) {
    this.#left = rate.atOnce
  }

  /** Takes that much, whether it is there or not. A debt never grows beyond half of what is allowed at once. */
  spend(cost: number): void {
    this.#refill()
    this.#left = Math.max(this.#left - cost, -this.rate.atOnce / 2)
  }

  /** As it was after the last `spend`. */
  get standing(): Standing {
    if (this.#left >= 0) return 'good'
    return this.#left > -this.rate.atOnce / 4 ? 'spent' : 'exceeded'
  }

  /** Whether it is as if nothing had ever been spent. */
  get isFull(): boolean {
    this.#refill()
    return this.#left === this.rate.atOnce
  }

  #refill(): void {
    const now = performance.now()
    const { atOnce, perSecond } = this.rate
    this.#left = Math.min(atOnce, this.#left + ((now - this.#at) / 1_000) * perSecond)
    this.#at = now
  }
}

/** How many are looked at to be forgotten, each time that another is held. */
const FORGOTTEN_PER_CALL = 4

/** The allowances of several senders by key: kept for as long as somebody holds one, and then until it is full again. */
export class Allowances {
  readonly #kept = new Map<string, { readonly allowance: Allowance; holders: number }>()

  constructor(private readonly rate: Rate) {}

  get size(): number {
    return this.#kept.size
  }

  /** To be let go of by `release`. */
  hold(key: string): Allowance {
    this.#forgetSome()
    const kept = this.#kept.get(key) ?? { allowance: new Allowance(this.rate), holders: 0 }
    kept.holders++
    this.#kept.set(key, kept)
    return kept.allowance
  }

  release(key: string): void {
    const kept = this.#kept.get(key)
    if (kept) kept.holders--
  }

  /** The standing of somebody who may not have come before. */
  standingOf(key: string): Standing {
    return this.#kept.get(key)?.allowance.standing ?? 'good'
  }

  /** Goes round all of them, a few at a time. */
  #forgetSome(): void {
    let count = 0
    for (const [key, kept] of this.#kept) {
      if (count++ === FORGOTTEN_PER_CALL) return
      this.#kept.delete(key)
      if (kept.holders > 0 || !kept.allowance.isFull) this.#kept.set(key, kept)
    }
  }
}
