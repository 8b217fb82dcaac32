import type { Addressed, Reply } from '../../common/protocol.js'
import { OK, refusal } from './answer.js'
import type { HostParts } from './host-parts.js'
import type { Person } from './person.js'

/** Events that one person hands to another as they are, but for `from`. */
type HandedOn = 'refuse' | 'disconnectPeer' | 'offer' | 'answer' | 'remoteIceCandidate'

/**
 * Answers by handing the payload on, as `event`, to whom it names; `before` is told from whom to whom. It reaches those
 * who ring each other, those who are both in no room, and those who are in the same.
 */
export function handOn(
  { directory, mailbox, calls }: HostParts,
  event: HandedOn,
  before: (from: string, to: string) => void = () => {},
): (person: Person, payload: Addressed) => Promise<Reply> {
  return async ({ id }, payload) => {
    const { to } = payload
    const there = await directory.who(to)
    const isReached = there && (there.room?.name === directory.roomOf(id)?.name || calls.isRinging(id, to))
    if (!isReached) return refusal('no-such-peer', 'Nobody with that id can be reached from where you are.')
    before(id, to)
    mailbox.deliver(to, event, { ...payload, from: id })
    return OK
  }
}
