import { batch, computed, signal } from '@preact/signals'
import { CallError, type CallErrorCode } from '../call/errors.js'
import type { SignalLog } from '../call/signal-log.js'
import { Signaling, type SignalingState } from '../call/signaling/signaling.js'
import type { Passcodes } from './passcodes.js'
import type { Sessions } from './session.js'

/** `failed`: there is no connection, and none comes about by itself; `error` says why. */
export interface HostView {
  /** The host's plain door, by which people know it, whatever the way to it. */
  readonly origin: string
  readonly state: 'connecting' | 'failed' | Exclude<SignalingState, 'turned-away'>
  /** Whether it has been lost for so long that it is not expected back soon. */
  readonly isGone?: true
  /** Who took its place for newcomers, where this page cannot follow. */
  readonly successor?: Successor
  readonly error?: CallErrorCode
}

export interface Successor {
  readonly name: string
  readonly address: string
}

/** A host and the origin at which to reach it. */
export interface Place {
  readonly origin: string
  readonly via: string
}

export const OWN_HOST: Place = { origin: location.origin, via: location.origin }

/** The one host that this page is connected to at a time: to begin with its own, which serves the page. */
export class HostConnection {
  readonly #place = signal(OWN_HOST)
  readonly #signaling = signal<Signaling | undefined>(undefined)
  /** Why the last attempt failed to get there. */
  readonly #failure = signal<CallErrorCode | undefined>(undefined)
  /** While the host is lost: see `HostView.isGone`. */
  readonly isGone = signal(false)
  readonly successor = signal<Successor | undefined>(undefined)
  readonly view = computed<HostView>(() => ({ origin: this.#place.value.origin, ...this.#standing() }))
  readonly isAtOwn = computed(() => this.#place.value.origin === OWN_HOST.origin)
  readonly #person: { name: string }
  readonly #sessions: Sessions
  readonly #passcodes: Passcodes
  readonly #log: SignalLog
  readonly #listen: (signaling: Signaling) => void
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
    const signaling = this.#signaling.value
    if (signaling && signaling.state.value !== 'turned-away') return Promise.resolve(signaling)
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
    this.#signaling.value?.close()
    this.#adopt(signaling, place)
    return true
  }

  /**
   * Comes back to the current host, which was lost, at another place; whatever is under way there goes on. With a ticket, it
   * is another host in its place, which is not to learn by what the former one knew the person.
   */
  relocate(place: Place, ticket?: string): void {
    const before = this.#place.value.origin
    if (ticket === undefined) {
      this.#sessions.carry(before, place.origin)
      this.#passcodes.keep(place.origin, this.#passcodes.of(before))
    } else {
      this.#passcodes.useTicket(place.origin, ticket)
    }
    this.#place.value = place
    this.#signaling.value?.relocate(place.via)
  }

  /** Whether the app's next start is to be the same person to this host. */
  keepForNextStart(isWanted: boolean): void {
    this.#sessions.keepForNextStart(isWanted ? this.#place.value.origin : undefined)
  }

  /** By which hosts know the person. */
  get ownName(): string {
    return this.#person.name
  }

  rename(name: string): void {
    if (name === this.#person.name) return
    this.#person.name = name
    this.#signaling.value?.rename(name)
  }

  /** To be called where the network may be another. */
  wake(): void {
    this.#signaling.value?.wake()
  }

  /** Says that another page takes the place of this one. Its browser ends the connection then, without a goodbye. */
  move(): void {
    this.#signaling.value?.move()
  }

  /** Says goodbye to the host. */
  close(): void {
    this.#signaling.value?.close()
    this.#signaling.value = undefined
  }

  #standing(): Omit<HostView, 'origin'> {
    const state = this.#signaling.value?.state.value ?? 'connecting'
    const error = this.#failure.value ?? this.#signaling.value?.refusal.value?.code
    const hasFailed = state === 'turned-away' || (state === 'connecting' && error !== undefined)
    if (hasFailed) return { state: 'failed', ...(error && { error }) }
    const { value: successor } = this.successor
    return {
      state,
      ...(state === 'reconnecting' && this.isGone.value && { isGone: true }),
      ...(successor && { successor }),
    }
  }

  #isAt({ origin, via }: Place): boolean {
    const place = this.#place.value
    return origin === place.origin && via === place.via && this.#signaling.value?.state.value === 'connected'
  }

  async #connect(): Promise<Signaling> {
    const place = this.#place.value
    this.#failure.value = undefined
    try {
      const signaling = await this.#open(place)
      if (this.#signaling.value) signaling.close()
      else this.#adopt(signaling, place)
      return this.#signaling.value ?? signaling
    } catch (error) {
      if (!this.#signaling.value) this.#failure.value = codeOf(error)
      throw error
    }
  }

  /** Gets back into a host that turned this page away, for `refusal` or for what it says now. */
  async #return(signaling: Signaling, refusal?: CallError): Promise<Signaling> {
    try {
      await this.#passcodes.enter(this.#place.value.origin, () => signaling.knock(), refusal)
    } catch (error) {
      if (this.#signaling.value === signaling) this.#failure.value = codeOf(error)
      throw error
    }
    return signaling
  }

  async #open({ origin, via }: Place): Promise<Signaling> {
    await this.#sessions.ready
    let made: Signaling | undefined
    const identity = () => {
      // The host may be at another place by then.
      const { origin: now } = made && made === this.#signaling.peek() ? this.#place.peek() : { origin }
      return {
        ...this.#person,
        session: this.#sessions.of(now),
        passcode: this.#passcodes.of(now),
        ticket: this.#passcodes.ticketFor(now),
      }
    }
    const listen = (signaling: Signaling) => {
      made = signaling
      this.#listen(signaling)
    }
    return this.#passcodes.enter(origin, () => Signaling.connect(via, identity, this.#log, listen))
  }

  #adopt(signaling: Signaling, place: Place): void {
    signaling.on('turned-away', (error) => this.#getBack(signaling, error))
    // It may have been given while the connection was made.
    signaling.rename(this.#person.name)
    batch(() => {
      this.#place.value = place
      this.#signaling.value = signaling
      this.#failure.value = undefined
    })
  }

  #getBack(signaling: Signaling, error: CallError): void {
    this.#failure.value = undefined
    this.#attempt ??= this.#return(signaling, error).finally(() => {
      this.#attempt = undefined
    })
    this.#attempt.catch(() => undefined) // Shown through `view`.
  }
}

/** The code of what a connection or a join was rejected with. */
export const codeOf = (error: unknown): CallErrorCode => (error instanceof CallError ? error.code : 'internal-error')
