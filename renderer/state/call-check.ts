import { effect, signal } from '@preact/signals'
import type { Calling } from './calling.js'
import type { Doctor } from './doctor.js'

/** Looks by itself for what is wrong while someone in the call cannot be reached. */
export class CallCheck {
  /** Whether there is something to be shown in the call, and the person still wants to see it. */
  readonly isShown = signal(false)
  #isWatching = false

  constructor(
    private readonly calling: Calling,
    private readonly doctor: Doctor,
    /** The origin of the call's host. */
    private readonly host: () => string,
  ) {
    effect(() => {
      if (calling.peers.value.some(({ state }) => state.value === 'unreachable')) void this.#watch()
    })
  }

  readonly dismiss = (): void => {
    this.isShown.value = false
  }

  async #watch(): Promise<void> {
    if (this.#isWatching) return
    this.#isWatching = true
    try {
      const { watchUnreachable } = await import('./unreachable.js')
      watchUnreachable(this.calling.peers, this.doctor, this.isShown, this.host)
    } catch {
      this.#isWatching = false
    }
  }
}
