import { signal } from '@preact/signals'
import { AskPerson } from '../../common/ask-person.js'
import { CallError } from '../call/errors.js'
import { tabStorage } from './storage.js'

/** Why a host wants a passcode of the person. */
type PasscodeProblem = 'passcode-required' | 'wrong-passcode' | 'too-many-attempts'
const PROBLEMS: readonly string[] = ['passcode-required', 'wrong-passcode', 'too-many-attempts']

export interface PasscodeRequest {
  /** The host that asks, and what it said last. */
  readonly origin: string
  readonly problem: PasscodeProblem
  /** Until when, in milliseconds since 1970, the host takes no other try. */
  readonly blockedUntil?: number | undefined
  /** Whether a passcode that the person gave is being tried. */
  readonly isTrying: boolean
}

/** Those who have been in need not say it again for as long as their tab is open. */
const keyOf = (origin: string) => `lanline.passcode ${origin}`

/** What hosts want to hear before they let this page in: the passcodes that were right, and the asking for others. */
export class Passcodes {
  readonly request = signal<PasscodeRequest | undefined>(undefined)
  /** What is being said to a host now, where it has not been right before. */
  #tried: { origin: string; passcode: string; isPersons: boolean } | undefined
  /** By which the host at an origin lets this page in instead, once. */
  readonly #tickets = new Map<string, string>()
  readonly #asking = new AskPerson<string>()

  /** `known` is asked before the person is: the app knows what its own host wants to hear. */
  constructor(private readonly known: (origin: string) => Promise<string | undefined> = async () => undefined) {}

  /** What to say to the host at `origin`. */
  of(origin: string): string | undefined {
    return this.#tried?.origin === origin ? this.#tried.passcode : tabStorage.get(keyOf(origin)) || undefined
  }

  /** What to show the host at `origin` instead. */
  ticketFor(origin: string): string | undefined {
    return this.#tickets.get(origin)
  }

  /** Shows this ticket to the host at `origin` from now on; one that is spent does no harm. */
  useTicket(origin: string, ticket: string): void {
    this.#tickets.set(origin, ticket)
  }

  /** What the host at `origin` asks for, as far as this page or the app knows. */
  async tell(origin: string): Promise<string | undefined> {
    return this.of(origin) ?? this.known(origin)
  }

  /** Remembers a passcode that is right; undefined: that the host asks for none. */
  keep(origin: string, passcode: string | undefined): void {
    if (passcode === undefined) tabStorage.remove(keyOf(origin))
    else tabStorage.set(keyOf(origin), passcode)
  }

  /**
   * Makes an attempt to get into a host, and again with what the person enters for as long as the passcode is what it
   * lacks. `refusal` is why an attempt before it failed, if there was one. Rejects as the last attempt did.
   */
  async enter<T>(origin: string, attempt: () => Promise<T>, refusal?: CallError): Promise<T> {
    try {
      for (let error: unknown = refusal; ; ) {
        if (error !== undefined) await this.#ask(origin, error)
        try {
          const result = await attempt()
          if (this.#tried?.origin === origin) this.keep(origin, this.#tried.passcode)
          return result
        } catch (reason) {
          const isPersons = this.#tried?.origin === origin && this.#tried.isPersons
          const hasGivenUp = isPersons && this.request.value?.origin !== origin
          if (hasGivenUp) throw reason
          error = reason
        }
      }
    } finally {
      if (this.#tried?.origin === origin) this.#tried = undefined
      if (this.request.value?.origin === origin) this.request.value = undefined
    }
  }

  /** Tries what the person entered. */
  give(passcode: string): void {
    const request = this.request.value
    if (request) this.request.value = { ...request, isTrying: true }
    this.#asking.answer(passcode)
  }

  /** The person will not say, or waits no longer for what comes of it. */
  readonly cancel = (): void => {
    this.request.value = undefined
    this.#asking.answer(undefined)
  }

  /** Waits for what the person enters. Rejects with `error` where they enter nothing, or the error is another. */
  async #ask(origin: string, error: unknown): Promise<void> {
    if (!isPasscodeError(error)) throw error
    // One that was right once is no try of the person's.
    const isOutdated = error.code === 'wrong-passcode' && this.#tried?.origin !== origin
    if (isOutdated) {
      this.keep(origin, undefined)
      return this.#ask(origin, new CallError('passcode-required', error.message))
    }
    const known = error.code === 'passcode-required' ? await this.known(origin).catch(() => undefined) : undefined
    if (known !== undefined) {
      this.#tried = { origin, passcode: known, isPersons: false }
      return
    }
    this.cancel() // One host at a time asks.
    this.#tried = undefined
    const blockedUntil = error.retryMs === undefined ? undefined : Date.now() + error.retryMs
    const request: PasscodeRequest = { origin, problem: error.code, isTrying: false, blockedUntil }
    const passcode = await this.#asking.ask(() => {
      this.request.value = request
    })
    if (passcode === undefined) throw error
    this.#tried = { origin, passcode, isPersons: true }
  }
}

function isPasscodeError(error: unknown): error is CallError & { code: PasscodeProblem } {
  return error instanceof CallError && PROBLEMS.includes(error.code)
}
