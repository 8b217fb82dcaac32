import { effect, type ReadonlySignal, type Signal, untracked } from '@preact/signals'
import type { RemotePeer } from '../call/call.js'
import type { Doctor } from './doctor.js'
import { whyUnreachable } from './link-check.js'

/**
 * From now on has a finding stand for each peer who cannot be reached, with why as far as the page can tell, and has the
 * network looked at whenever there is one more. `isShown` becomes true then, and false once all are reached. `host` gives the
 * origin of the call's host.
 */
export function watchUnreachable(
  peers: ReadonlySignal<readonly RemotePeer[]>,
  doctor: Pick<Doctor, 'add' | 'check'>,
  isShown: Signal<boolean>,
  host: () => string,
): void {
  const findings = new UnreachableFindings(doctor, host)
  effect(() => {
    const unreachable = peers.value.filter(({ state }) => state.value === 'unreachable')
    untracked(() => {
      const areMore = findings.report(unreachable)
      if (areMore) void doctor.check()
      isShown.value = areMore || (isShown.value && unreachable.length > 0)
    })
  })
}

/** The finding on each peer who cannot be reached. */
class UnreachableFindings {
  /** How to take back each of them. */
  readonly #takeBack = new Map<string, () => void>()

  constructor(
    private readonly doctor: Pick<Doctor, 'add'>,
    private readonly host: () => string,
  ) {}

  /** Gives whether there are more than before. */
  report(unreachable: readonly RemotePeer[]): boolean {
    for (const [id, takeBack] of this.#takeBack) {
      if (unreachable.some((peer) => peer.id === id)) continue
      takeBack()
      this.#takeBack.delete(id)
    }
    const added = unreachable.filter(({ id }) => !this.#takeBack.has(id))
    for (const peer of added) {
      const { id, name } = peer
      const takeBack = this.doctor.add({ code: 'no-ice-pair', facts: { peer: name.peek() }, commands: [] })
      this.#takeBack.set(id, takeBack)
      void this.#explain(peer, takeBack)
    }
    return added.length > 0
  }

  /** Says why, in place of that it is so. */
  async #explain(peer: RemotePeer, takeBack: () => void): Promise<void> {
    const finding = await whyUnreachable(peer, this.host())
    if (this.#takeBack.get(peer.id) !== takeBack) return
    takeBack()
    this.#takeBack.set(peer.id, this.doctor.add(finding))
  }
}
