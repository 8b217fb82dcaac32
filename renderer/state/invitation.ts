import { signal } from '@preact/signals'
import type { Invite } from '../../common/invite.js'
import type { Moving } from './moving.js'

/** What is done about an invitation. */
interface Steps {
  readonly moving: Moving
  leave(): void
  joinRoom(): Promise<void>
}

/**
 * Where a link leads that was opened outside of the page. Anyone may have made it, so nothing happens before the person
 * has said that they follow it.
 */
export class Invitation {
  /** What the person is being asked about. */
  readonly current = signal<Invite | undefined>(undefined)

  constructor(private readonly app: Steps) {}

  /** Asks the person, and no longer about an earlier one. */
  show(invite: Invite): void {
    this.app.moving.problem.value = undefined
    this.current.value = invite
  }

  readonly decline = (): void => {
    this.current.value = undefined
  }

  /** Goes there, or lets `moving` say why not. */
  async accept(): Promise<void> {
    const { moving } = this.app
    const invite = this.current.value
    if (!invite) return
    const isThere = await moving.toInvite(invite, () => this.#giveUpCall(invite))
    if (this.current.value !== invite || moving.problem.value) return
    this.current.value = undefined
    if (isThere && invite.room !== undefined) await this.app.joinRoom()
  }

  /** Leaves the call that the person is in, which goes on until the other host has answered. Whether they still want to. */
  #giveUpCall(invite: Invite): boolean {
    const isWanted = this.current.value === invite
    if (isWanted) this.app.leave()
    return isWanted
  }
}
