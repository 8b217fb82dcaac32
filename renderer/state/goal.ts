import type { Peer } from '../../common/protocol.js'
import { within } from '../../common/within.js'
import type { CallErrorCode } from '../call/errors.js'
import type { OnJoined, Signaling } from '../call/signaling/signaling.js'

/** Where a person means to be: in a room, or in a call with one other person, whom they ring if `isCaller`. */
export type Goal =
  | { kind: 'room'; room: string; audioOnly?: boolean }
  | { kind: 'direct'; person: Peer; audioOnly: boolean; isCaller: boolean; room?: string }

/** How long two people or more were in the call, where the person has left it. */
export interface Left {
  readonly kind: 'left'
  readonly goal: Goal
  readonly lastedMs: number
}

/** How a call with one other person came to its end. `unproven`: it was to be answered by itself, and was not theirs. */
export type DirectEnding = 'declined' | 'no-answer' | 'gone' | 'busy' | 'hung-up' | 'unproven'

/**
 * `over`: there was no getting in, or it has ended; `why` says how that came. `left`: the person has hung up.
 * `elsewhere`: the call goes on in another tab of this browser. Without a goal, the person is off the host altogether.
 */
export type Screen =
  | { kind: 'start' }
  | { kind: 'joining'; goal: Goal }
  | { kind: 'call'; goal: Goal }
  | { kind: 'over'; goal: Goal; why: CallErrorCode | DirectEnding }
  | Left
  | { kind: 'elsewhere'; goal: Extract<Goal, { kind: 'room' }> }
  | { kind: 'removed' }

/** The caller was gone before the call was taken. */
export class HungUp extends Error {}

/** How to ask a host for what a person means to do. What comes back may reject with HungUp. */
export function enterBy(goal: Goal): (signaling: Signaling, onJoined: OnJoined) => Promise<void> {
  if (goal.kind === 'room') return (signaling, onJoined) => signaling.join(goal.room, onJoined)
  const { room, person, audioOnly } = goal
  if (room === undefined) {
    return async (signaling, onJoined) => {
      const tag = await within(ownTag(person.id), TAG_MS)
      await signaling.call({ to: person.id, audioOnly, ...(tag !== undefined && { tag }) }, onJoined)
    }
  }
  return async (signaling, onJoined) => {
    let isCallerThere = false
    await signaling.join(room, (joined) => {
      isCallerThere = !joined.initiator
      if (isCallerThere) onJoined(joined)
    })
    if (!isCallerThere) throw new HungUp()
  }
}

/** A call is not held up by what few callees have a use for. */
const TAG_MS = 500

/** By which the callee may know this device; undefined where it has no key. */
async function ownTag(callee: string): Promise<string | undefined> {
  try {
    const { ownTagFor } = await import('./auto-answer/own-tag.js')
    return await ownTagFor(callee)
  } catch (error) {
    console.warn('The call says nothing of who calls:', error)
    return undefined
  }
}
