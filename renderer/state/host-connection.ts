import { signal } from '@preact/signals'
import { CallError, type CallErrorCode } from '../call/errors.js'
import type { SignalLog } from '../call/signal-log.js'
import { type Identity, Signaling, type SignalingState } from '../call/signaling.js'

/** `failed`: the connection did not come about; `error` says why. */
export interface HostView {
  readonly origin: string
  readonly state: 'connecting' | SignalingState | 'failed'
  readonly error?: CallErrorCode
}

/** More than any machine has. */
const ADDRESSES_KEPT = 32

/** The one host that this page is connected to at a time: to begin with its own, which serves the page. */
export class HostConnection {
  readonly view = signal<HostView>({ origin: location.origin, state: 'connecting' })
  /** LAN addresses of the page's own host, best first. */
  readonly ownAddresses = signal<readonly string[]>([])
  readonly #identity: Identity
  readonly #log: SignalLog
  readonly #listen: (signaling: Signaling) => void
  #signaling: Signaling | undefined
  #attempt: Promise<Signaling> | undefined

  /** `listen` gets each connection before anything has come in over it. */
  constructor(identity: Identity, log: SignalLog, listen: (signaling: Signaling) => void) {
    this.#identity = identity
    this.#log = log
    this.#listen = listen
  }

  /** The connection to the current host, made where there is none. Rejects with a CallError. */
  readonly get = (): Promise<Signaling> => {
    if (this.#signaling) return Promise.resolve(this.#signaling)
    this.#attempt ??= this.#connect().finally(() => {
      this.#attempt = undefined
    })
    return this.#attempt
  }

  /**
   * Moves to another host, unless by the time it answers that is no longer wanted; gives whether it did. Rejects with a
   * CallError, and stays, where that host cannot be reached.
   */
  async moveTo(origin: string, isWanted: () => boolean): Promise<boolean> {
    const signaling = await Signaling.connect(origin, this.#identity, this.#log, this.#listen)
    if (!isWanted()) {
      signaling.close()
      return false
    }
    this.#signaling?.close()
    this.#adopt(signaling)
    return true
  }

  rename(name: string): void {
    if (name === this.#identity.name) return
    this.#identity.name = name
    this.#signaling?.rename(name)
  }

  /** Says goodbye to the host. */
  close(): void {
    this.#signaling?.close()
    this.#signaling = undefined
  }

  async #connect(): Promise<Signaling> {
    const { origin } = this.view.value
    this.view.value = { origin, state: 'connecting' }
    try {
      const signaling = await Signaling.connect(origin, this.#identity, this.#log, this.#listen)
      if (this.#signaling) signaling.close()
      else this.#adopt(signaling)
      return this.#signaling ?? signaling
    } catch (error) {
      if (!this.#signaling) this.view.value = { origin, state: 'failed', error: codeOf(error) }
      throw error
    }
  }

  #adopt(signaling: Signaling): void {
    this.#signaling = signaling
    signaling.on('state', (state) => this.#follow(signaling, state))
    if (signaling.origin === location.origin) signaling.on('address', (address) => this.#addAddress(address))
    // It may have been given while the connection was made.
    signaling.rename(this.#identity.name)
    this.#follow(signaling, signaling.state)
  }

  #addAddress(address: string): void {
    const known = this.ownAddresses.value
    if (known.length < ADDRESSES_KEPT && !known.includes(address)) this.ownAddresses.value = [...known, address]
  }

  #follow(signaling: Signaling, state: SignalingState): void {
    const { origin } = signaling
    this.view.value = { origin, state }
    if (state !== 'connected' || origin !== location.origin) return
    this.ownAddresses.value = []
    signaling.askAddresses()
  }
}

/** The code of what a connection or a join was rejected with. */
export const codeOf = (error: unknown): CallErrorCode => (error instanceof CallError ? error.code : 'internal-error')
