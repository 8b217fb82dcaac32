import { signaling } from '../../common/contract/signaling.js'
import { isLoopback } from '../../common/ip-address.js'
import type { JoinReply, OutgoingChat, OutgoingSignal, RelayReply, Reply, TicketReply } from '../../common/protocol.js'
import { announcement } from './announcement.js'
import { type Answerer, answering, OK, refusal, tooFast } from './answer.js'
import { othersIn } from './directory.js'
import { handOn } from './hand-on.js'
import type { HostParts } from './host-parts.js'
import { asSeen, type Person, UNNAMED } from './person.js'
import { seenCandidates } from './seen-candidates.js'

/** Lanline's own contract: what a person may ask for, and what those who are together in a room are told. */
export function lanline(host: HostParts): Answerer<Person> {
  const { membership, calls } = host
  tellMembers(host)
  return answering(signaling.requests, {
    'create or join': async (person, room) => withRelay(host, person, await membership.enter(person, room)),
    leave: async (person) => {
      await membership.leave(person)
      return OK
    },
    rename: async (person, { name }) => {
      await membership.rename(person, name || UNNAMED)
      return OK
    },
    lock: (person, { locked }) => membership.lock(person, locked),
    signal: (person, signal) => handOnSignal(host, person, signal),
    send: (person, said) => chat(host, person, said),
    call: async (person, call) =>
      host.floods.take(person) ? withRelay(host, person, await calls.place(person, call)) : tooFast(),
    relay: (person) => offerRelay(host, person),
    ticket: (person) => giveTicket(host, person),
    move: ({ id }) => {
      host.seats.expectMove(id)
      return OK
    },
    refuse: handOn(host, 'refuse', (from, to) => calls.refuse(from, to)),
    disconnectPeer: handOn(host, 'disconnectPeer', (from, to) => calls.callOff(from, to)),
  })
}

function tellMembers({ membership, mailbox, directory }: HostParts): void {
  membership.on('joined', ({ person, room, others }) => {
    mailbox.setIn('room', person.id, true)
    mailbox.deliverAll(others, 'join', room, asSeen(person))
    mailbox.deliverAll(others, 'announce', announcement('came', [person.name]))
  })
  membership.on('left', ({ person, others, how }) => {
    mailbox.setIn('room', person.id, false)
    mailbox.deliverAll(others, 'left', { ...asSeen(person), ...(how !== 'left' && { [how]: true }) })
    mailbox.deliverAll(others, 'announce', announcement('left', [person.name]))
  })
  membership.on('renamed', ({ person }) => {
    mailbox.deliverAll(othersIn(directory.roomOf(person.id), person.id), 'renamed', asSeen(person))
  })
  membership.on('locked', ({ by, members, isLocked }) => {
    mailbox.deliverAll(members, 'locked', { locked: isLocked, by: asSeen(by) })
  })
}

/** Who gets into a room is told of the relay by which its members reach each other. */
function withRelay({ relayFor }: HostParts, person: Person, reply: JoinReply): JoinReply {
  const relay = reply.ok ? relayFor(person) : undefined
  return reply.ok && relay ? { ...reply, relay } : reply
}

function offerRelay({ directory, relayFor }: HostParts, person: Person): RelayReply {
  if (!directory.roomOf(person.id)) return refusal('not-in-room', 'Join a room before asking for its relay.')
  const relay = relayFor(person)
  return { ok: true, ...(relay && { relay }) }
}

function handOnSignal(host: HostParts, person: Person, { to, ...content }: OutgoingSignal): Reply {
  const { directory, mailbox } = host
  const { id: from } = person
  const isMate = to !== from && directory.roomOf(from)?.members.has(to)
  if (!isMate) return refusal('no-such-peer', 'Nobody with that id is in your room.')
  mailbox.deliver(to, 'signal', { from, ...content })
  for (const candidate of seenCandidates(content, seenAt(host, person))) {
    mailbox.deliver(to, 'signal', { from, candidate })
  }
  return OK
}

/** Who is on this machine is seen by others where they see the host. */
const seenAt = ({ lanAddresses }: HostParts, { address }: Person) =>
  isLoopback(address) ? (lanAddresses()[0] ?? '') : address

function giveTicket({ floods, tickets }: HostParts, person: Person): TicketReply {
  return floods.take(person) ? { ok: true, ticket: tickets.issue(person.id) } : tooFast()
}

function chat({ directory, mailbox, floods }: HostParts, person: Person, { message, author }: OutgoingChat): Reply {
  if (!floods.take(person)) return tooFast()
  const said = { message, author: authorOf(person, author), from: person.id, at: Date.now() }
  const room = directory.roomOf(person.id)
  if (room) mailbox.deliverAll([...room.members], 'message', said)
  else mailbox.toLobby('message', said)
  return OK
}

/** Who gave a name in the handshake goes by it, whatever a message says. */
export const authorOf = ({ isNamed, name }: Person, author?: string) => (isNamed ? name : author || UNNAMED)
