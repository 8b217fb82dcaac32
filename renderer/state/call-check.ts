import { effect, signal, untracked } from '@preact/signals'
import type { RemotePeer } from '../call/call.js'
import type { Calling } from './calling.js'
import type { Doctor } from './doctor.js'

/** Looks by itself for what is wrong while someone in the call cannot be reached. */
export class CallCheck {
  /** Whether there is something to be shown in the call, and the person still wants to see it. */
  readonly isShown = signal(false)
  /** How to take back the finding on each peer who cannot be reached. */
  readonly #takeBack = new Map<string, () => void>()

  constructor(
    calling: Calling,
    private readonly doctor: Doctor,
  ) {
    effect(() => {
      const unreachable = calling.peers.value.filter(({ state }) => state.value === 'unreachable')
      untracked(() => this.#report(unreachable))
    })
  }

  readonly dismiss = (): void => {
    this.isShown.value = false
  }

  #report(unreachable: readonly RemotePeer[]): void {
    for (const [id, takeBack] of this.#takeBack) {
      if (unreachable.some((peer) => peer.id === id)) continue
      takeBack()
      this.#takeBack.delete(id)
    }
    const added = unreachable.filter(({ id }) => !this.#takeBack.has(id))
    for (const { id, name } of added) {
      this.#takeBack.set(id, this.doctor.add({ code: 'no-ice-pair', facts: { peer: name.peek() }, commands: [] }))
    }
    if (added.length > 0) void this.doctor.check()
    this.isShown.value = added.length > 0 || (this.isShown.value && unreachable.length > 0)
  }
}
