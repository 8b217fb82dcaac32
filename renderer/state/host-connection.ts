import { signal } from '@preact/signals'
import { CallError, type CallErrorCode } from '../call/errors.js'
import { type Identity, Signaling, type SignalingState } from '../call/signaling.js'

/** `failed`: the connection did not come about; `error` says why. */
export interface HostView {
  readonly origin: string
  readonly state: 'connecting' | SignalingState | 'failed'
  readonly error?: CallErrorCode
}

/** The one host that this page is connected to at a time: to begin with its own, which serves the page. */
export class HostConnection {
  readonly view = signal<HostView>({ origin: location.origin, state: 'connecting' })
  /** LAN addresses of the page's own host, best first. */
  readonly ownAddresses = signal<readonly string[]>([])
  readonly #identity: Identity
  #signaling: Signaling | undefined
  #attempt: Promise<Signaling> | undefined

  constructor(identity: Identity) {
    this.#identity = identity
  }

  /** The connection to the current host, made where there is none. Rejects with a CallError. */
  get(): Promise<Signaling> {
    if (this.#signaling) return Promise.resolve(this.#signaling)
    this.#attempt ??= this.#connect().finally(() => {
      this.#attempt = undefined
    })
    return this.#attempt
  }

  /** Moves to another host. Rejects with a CallError, and stays, where that one cannot be reached. */
  async moveTo(origin: string): Promise<void> {
    const signaling = await Signaling.connect(origin, this.#identity)
    this.#signaling?.close()
    this.#adopt(signaling)
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
      const signaling = await Signaling.connect(origin, this.#identity)
      this.#adopt(signaling)
      return signaling
    } catch (error) {
      this.view.value = { origin, state: 'failed', error: codeOf(error) }
      throw error
    }
  }

  #adopt(signaling: Signaling): void {
    this.#signaling = signaling
    signaling.on('state', (state) => this.#follow(signaling, state))
    signaling.on('address', (address) => {
      this.ownAddresses.value = [...this.ownAddresses.value, address]
    })
    this.#follow(signaling, signaling.state)
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
