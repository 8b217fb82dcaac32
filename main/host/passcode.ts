import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Emitter } from '../../common/emitter.js'
import type { RefusalCode } from '../../common/protocol.js'
import { networkOf } from '../lan/network-of.js'
import { Limit } from './limit.js'
import { Tickets } from './tickets.js'

type PasscodeRefusal = Extract<RefusalCode, 'passcode-required' | 'wrong-passcode' | 'too-many-attempts'>

/** Someone who gives a passcode. */
export interface Guesser {
  /** Absent for a client without a session; all such at one address are one. */
  readonly id: string | undefined
  readonly address: string
}

export interface WrongTry extends Guesser {
  /** Whether the same was tried at this address a moment ago, by which nobody learns anything. */
  readonly isRepeated: boolean
}

/** The seconds in which there are so many wrong tries: for each person, for all at one address, and for everyone. */
const SECONDS = 60
const TRIES = { ofPerson: 5, ofAddress: 30, ofAll: 120 }

/** How many people who gave the right passcode are remembered; the oldest go. */
const KNOWN = 10_000

/**
 * What people must know to come in, if anything. It is kept as a digest only, and compared in constant time. Who guesses
 * has few tries, and whoever is at the same address, as everyone behind a router is, has some left besides: the same wrong
 * one, such as the passcode before, uses up one of those, however many people give it. Once those are spent too, only people
 * who have given the right one before come in by it.
 */
export class Passcode extends Emitter<{ wrong: WrongTry }> {
  /** By these a person on the host takes another session of theirs in, for as long as the passcode stays. */
  readonly tickets = new Tickets()
  readonly #key = randomBytes(32)
  readonly #ofPerson = new Limit(TRIES.ofPerson, SECONDS)
  readonly #ofAddress = new Limit(TRIES.ofAddress, SECONDS)
  readonly #ofAll = new Limit(TRIES.ofAll, SECONDS)
  /** What was tried at each address. */
  readonly #tried = new Limit(1, SECONDS)
  readonly #known = new Set<string>()
  #digest: Buffer | undefined
  /** Resolves once the passcode is no stand-in for another any more. */
  #settled: Promise<void> | undefined

  constructor(passcode?: string) {
    super()
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
    this.#known.clear()
    this.#digest = passcode === undefined ? undefined : this.#digestOf(passcode)
  }

  /** Why someone who gives this passcode may not come in; undefined where they may. */
  async refuses(passcode: string | undefined, guesser: Guesser): Promise<PasscodeRefusal | undefined> {
    if (passcode === undefined || !this.#is(passcode)) await this.#settled
    if (this.#digest === undefined) return undefined
    if (passcode === undefined) return 'passcode-required'
    if (this.msUntilNextTry(guesser) > 0) return 'too-many-attempts'
    if (this.#is(passcode)) {
      this.#remember(guesser.id)
      return undefined
    }
    const wrongTry = { ...guesser, isRepeated: this.#isRepeated(passcode, guesser) }
    this.hearWrong(wrongTry)
    this.emit('wrong', wrongTry)
    return 'wrong-passcode'
  }

  /** Counts a wrong try, which may have been at another process of the host. */
  hearWrong({ isRepeated, ...guesser }: WrongTry): void {
    const [own, ...shared] = this.#limitsOf(guesser)
    for (const [limit, key] of isRepeated ? [own] : [own, ...shared]) limit.take(key)
  }

  /** In how many milliseconds this person may try again; 0 where they may now. */
  msUntilNextTry(guesser: Guesser): number {
    const [own, ...shared] = this.#limitsOf(guesser)
    const isKnown = guesser.id !== undefined && this.#known.has(guesser.id)
    const counting = isKnown ? [own] : [own, ...shared]
    return Math.max(...counting.map(([limit, key]) => limit.msUntilFree(key)))
  }

  #limitsOf({ id, address }: Guesser): [[Limit, string], ...[Limit, string][]] {
    const network = networkOf(address)
    return [
      [this.#ofPerson, id ?? network],
      [this.#ofAddress, network],
      [this.#ofAll, ''],
    ]
  }

  #isRepeated(passcode: string, { address }: Guesser): boolean {
    return !this.#tried.take(`${networkOf(address)} ${this.#digestOf(passcode).toString('base64')}`)
  }

  #remember(id: string | undefined): void {
    if (id === undefined) return
    this.#known.delete(id)
    this.#known.add(id)
    const [oldest = id] = this.#known
    if (this.#known.size > KNOWN) this.#known.delete(oldest)
  }

  #is(passcode: string): boolean {
    return this.#digest !== undefined && timingSafeEqual(this.#digest, this.#digestOf(passcode))
  }

  /** As long for every passcode, so that comparing two tells nothing of their length. */
  #digestOf(passcode: string): Buffer {
    return createHmac('sha256', this.#key).update(passcode.normalize('NFC')).digest()
  }
}
