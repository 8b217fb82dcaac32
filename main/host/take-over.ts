import type { CallToHost, HostReply } from '../../common/control.js'
import type { Peer } from '../../common/protocol.js'
import { refusal } from './answer.js'
import { dismiss, keepSeat, MOVE_MS } from './connection.js'
import type { HostParts } from './host-parts.js'
import { Person } from './person.js'
import { isSameRoom } from './rooms.js'

/**
 * Opens the room of a call whose host is gone, closed to others where it was so there, and keeps a seat in it for each of
 * those who are in the call. Their pages may come from the host that is gone. Refused where somebody else is in a room of
 * that name already: two calls are not to become one.
 */
export async function takeOver(host: HostParts, call: CallToHost): Promise<HostReply> {
  const { directory, mailbox, tickets } = host
  const { room, locked, people, origin } = call
  if (isTaken(host, call)) return refusal('busy', 'There is another call in a room of that name.')
  for (const peer of people) {
    const refused = await host.turns.run(peer.id, () => seat(host, peer, room, people.length))
    if (refused) return refused
  }
  const [first] = people
  if (locked && first) await directory.lock(first.id, true)
  // They know of each other.
  for (const { id } of people) mailbox.discard(id)
  host.allowedOrigins.add(origin)
  return { ok: true, tickets: people.map(({ id }) => ({ id, ticket: tickets.issue(id) })) }
}

function isTaken({ directory }: HostParts, { room, people }: CallToHost): boolean {
  const strangers = [...directory.here()].filter(({ id }) => !people.some((peer) => peer.id === id))
  return strangers.some(({ id }) => isSameRoom(directory.roomOf(id)?.name ?? '', room))
}

/** Puts someone into the room, whose page is not here yet. */
async function seat(host: HostParts, { id, name }: Peer, room: string, seats: number) {
  const { directory, mailbox, membership } = host
  const known = await directory.who(id)
  const person = known?.person ?? new Person(id)
  if (!known) {
    await mailbox.open(id)
    await membership.come(person)
    if (name) await membership.rename(person, name)
  }
  const reply = await membership.enter(person, room, Math.max(membership.capacity, seats))
  if (!reply.ok) {
    if (!known) await dismiss(host, person)
    return reply
  }
  if (mailbox.isAway(id)) keepSeat(host, person, MOVE_MS)
  return undefined
}
