import type { Addressed, Reply } from '../../common/protocol.js'
import { OK, refusal } from './answer.js'
import type { HostParts } from './host-parts.js'
import type { Person } from './person.js'

/** Events that one person hands to another as they are, but for `from`. */
type HandedOn = 'refuse' | 'disconnectPeer' | 'offer' | 'answer' | 'remoteIceCandidate'

/** Answers by handing the payload on, as `event`, to whom it names; `before` is told from whom to whom. */
export function handOn(
  { directory, mailbox }: HostParts,
  event: HandedOn,
  before: (from: string, to: string) => void = () => {},
): (person: Person, payload: Addressed) => Promise<Reply> {
  return async ({ id }, payload) => {
    if (!(await directory.who(payload.to))) return refusal('no-such-peer', 'Nobody with that id is on this host.')
    before(id, payload.to)
    mailbox.deliver(payload.to, event, { ...payload, from: id })
    return OK
  }
}
