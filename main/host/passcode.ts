import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RefusalCode } from '../../common/protocol.js'
import { Limit } from './limit.js'
import { Tickets } from './tickets.js'

type PasscodeRefusal = Extract<RefusalCode, 'passcode-required' | 'wrong-passcode' | 'too-many-attempts'>

/** Wrong tries that an address has, and the seconds in which. */
const TRIES = { points: 5, seconds: 60 }

/** What people must know to come in, if anything. It is kept as a digest only, and compared in constant time. */
export class Passcode {
  /** By these a person on the host takes another session of theirs in, for as long as the passcode stays. */
  readonly tickets = new Tickets()
  readonly #key = randomBytes(32)
  readonly #wrongTries = new Limit(TRIES.points, TRIES.seconds)
  #digest: Buffer | undefined
  /** Resolves once the passcode is no stand-in for another any more. */
  #settled: Promise<void> | undefined

  constructor(passcode?: string) {
    this.set(passcode)
  }

  get isSet(): boolean {
    return this.#digest !== undefined
  }

  /** The passcode stands in for the one that `read` gives: whoever does not know it is answered only then. */
  standInFor(read: Promise<string | undefined>): void {
    const settled = read.then((passcode) => {
      if (this.#settled !== settled) return
      this.#settled = undefined
      if (passcode === undefined || !this.#is(passcode)) this.set(passcode)
    })
    this.#settled = settled
  }

  /** From now on people must know this one, or none. */
  set(passcode: string | undefined): void {
    this.#settled = undefined
    this.tickets.clear()
    this.#digest = passcode === undefined ? undefined : this.#digestOf(passcode)
  }

  /** Why someone at `address` who gives this passcode may not come in; undefined where they may. */
  async refuses(passcode: string | undefined, address: string): Promise<PasscodeRefusal | undefined> {
    if (passcode === undefined || !this.#is(passcode)) await this.#settled
    if (this.#digest === undefined) return undefined
    if (passcode === undefined) return 'passcode-required'
    if (this.#wrongTries.isSpent(address)) return 'too-many-attempts'
    if (this.#is(passcode)) return undefined
    this.#wrongTries.take(address)
    return 'wrong-passcode'
  }

  /** In how many milliseconds someone at `address` may try again, after too many attempts. */
  msUntilNextTry(address: string): number {
    return this.#wrongTries.msUntilFree(address)
  }

  #is(passcode: string): boolean {
    return this.#digest !== undefined && timingSafeEqual(this.#digest, this.#digestOf(passcode))
  }

  /** As long for every passcode, so that comparing two tells nothing of their length. */
  #digestOf(passcode: string): Buffer {
    return createHmac('sha256', this.#key).update(passcode.normalize('NFC')).digest()
  }
}
