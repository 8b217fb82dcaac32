import { computed, signal } from '@preact/signals'
import { CallError, type CallErrorCode } from '../call/errors.js'
import type { SignalLog } from '../call/signal-log.js'
import { Signaling } from '../call/signaling.js'
import type { SignalingState } from '../call/signaling-events.js'
import type { Passcodes } from './passcodes.js'
import type { Sessions } from './session.js'

/** `failed`: there is no connection, and none comes about by itself; `error` says why. */
export interface HostView {
  /** Of the host's plain door, by which people know it, whatever the way to it. */
  readonly origin: string
  readonly state: 'connecting' | 'failed' | Exclude<SignalingState, 'turned-away'>
  readonly error?: CallErrorCode
}

/** A host and the origin at which to reach it. */
export interface Place {
  readonly origin: string
  readonly via: string
}

export const OWN_HOST: Place = { origin: location.origin, via: location.origin }

/** The one host that this page is connected to at a time: to begin with its own, which serves the page. */
export class HostConnection {
  readonly view = signal<HostView>({ origin: OWN_HOST.origin, state: 'connecting' })
  readonly isAtOwn = computed(() => this.view.value.origin === OWN_HOST.origin)
  readonly #person: { name: string }
  readonly #sessions: Sessions
  readonly #passcodes: Passcodes
  readonly #log: SignalLog
  readonly #listen: (signaling: Signaling) => void
  #place = OWN_HOST
  #signaling: Signaling | undefined
  #attempt: Promise<Signaling> | undefined

  /** `listen` gets each connection before anything has come in over it. */
  constructor(
    person: { name: string },
    sessions: Sessions,
    passcodes: Passcodes,
    log: SignalLog,
    listen: (signaling: Signaling) => void,
  ) {
    this.#person = person
    this.#sessions = sessions
    this.#passcodes = passcodes
    this.#log = log
    this.#listen = listen
  }

  /** The connection to the current host, made where there is none. Rejects with a CallError. */
  readonly get = (): Promise<Signaling> => {
    const signaling = this.#signaling
    if (signaling && signaling.state !== 'turned-away') return Promise.resolve(signaling)
    this.#attempt ??= (signaling ? this.#return(signaling) : this.#connect()).finally(() => {
      this.#attempt = undefined
    })
    return this.#attempt
  }

  /**
   * Moves to another host, unless by the time it answers that is no longer wanted; gives whether the page is there. Rejects
   * with a CallError, and stays, where that host cannot be reached.
   */
  async moveTo(place: Place, isWanted: () => boolean): Promise<boolean> {
    if (this.#isAt(place)) return isWanted()
    const signaling = await this.#open(place)
    if (!isWanted()) {
      signaling.close()
      return false
    }
    this.#signaling?.close()
    this.#place = place
    this.#adopt(signaling)
    return true
  }

  rename(name: string): void {
    if (name === this.#person.name) return
    this.#person.name = name
    this.#signaling?.rename(name)
  }

  /** To be called where the network may be another. */
  wake(): void {
    this.#signaling?.wake()
  }

  /** Says goodbye to the host. */
  close(): void {
    this.#signaling?.close()
    this.#signaling = undefined
  }

  #isAt({ origin, via }: Place): boolean {
    return origin === this.#place.origin && via === this.#place.via && this.#signaling?.state === 'connected'
  }

  async #connect(): Promise<Signaling> {
    const place = this.#place
    this.#show('connecting')
    try {
      const signaling = await this.#open(place)
      if (this.#signaling) signaling.close()
      else this.#adopt(signaling)
      return this.#signaling ?? signaling
    } catch (error) {
      if (!this.#signaling) this.#show('failed', codeOf(error))
      throw error
    }
  }

  /** Gets back into a host that turned this page away, for `refusal` or for what it says now. */
  async #return(signaling: Signaling, refusal?: CallError): Promise<Signaling> {
    try {
      await this.#passcodes.enter(this.#place.origin, () => signaling.knock(), refusal)
    } catch (error) {
      if (this.#signaling === signaling && signaling.state === 'turned-away') this.#show('failed', codeOf(error))
      throw error
    }
    return signaling
  }

  #open({ origin, via }: Place): Promise<Signaling> {
    const identity = () => ({
      ...this.#person,
      session: this.#sessions.of(origin),
      passcode: this.#passcodes.of(origin),
    })
    return this.#passcodes.enter(origin, () => Signaling.connect(via, identity, this.#log, this.#listen))
  }

  #adopt(signaling: Signaling): void {
    this.#signaling = signaling
    signaling.on('state', (state) => {
      if (state !== 'turned-away') this.#show(state)
    })
    signaling.on('turned-away', (error) => this.#followRefusal(signaling, error))
    // It may have been given while the connection was made.
    signaling.rename(this.#person.name)
    if (signaling.state !== 'turned-away') this.#show(signaling.state)
  }

  #followRefusal(signaling: Signaling, error: CallError): void {
    this.#show('failed', error.code)
    this.#attempt ??= this.#return(signaling, error).finally(() => {
      this.#attempt = undefined
    })
    this.#attempt.catch(() => undefined) // Shown through `view`.
  }

  #show(state: HostView['state'], error?: CallErrorCode): void {
    this.view.value = { origin: this.#place.origin, state, ...(error && { error }) }
  }
}

/** The code of what a connection or a join was rejected with. */
export const codeOf = (error: unknown): CallErrorCode => (error instanceof CallError ? error.code : 'internal-error')
