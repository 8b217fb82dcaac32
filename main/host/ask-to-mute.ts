import type { Reply } from '../../common/protocol.js'
import { OK, refusal } from './answer.js'
import { othersIn } from './directory.js'
import type { HostParts } from './host-parts.js'
import { asSeen } from './person.js'

/**
 * Asks those of these people who are in the same room as the person of this session to mute themselves, and says who wants
 * that. Their pages do it; nobody can have anyone's microphone turned on.
 */
export async function askToMute(
  { directory, mailbox, tickets }: HostParts,
  session: string | undefined,
  ids: readonly string[],
): Promise<Reply> {
  const known = session === undefined ? undefined : await directory.who(tickets.identities.of(session))
  if (!known?.room) return refusal('not-in-room', 'Join a room before muting anyone in it.')
  const asked = othersIn(known.room, known.person.id).filter((id) => ids.includes(id))
  if (asked.length === 0) return refusal('no-such-peer', 'Nobody with that id is in your room.')
  mailbox.deliverAll(asked, 'mute', { by: asSeen(known.person) })
  return OK
}
