import { chatSample as contract, SAMPLE_LIMITS, type SampleRooms } from '../../../common/contract/dialects.js'
import type { Reply } from '../../../common/protocol.js'
import { type Answerer, answering, OK, refusal, tooFast } from '../answer.js'
import type { HostParts } from '../host-parts.js'
import { authorOf } from '../lanline.js'
import type { Person } from '../person.js'
import { PersonLimit } from '../person-limit.js'
import { SharedRooms } from './shared-rooms.js'

/**
 * The dialect of the chat-and-signaling sample. Its clients are in a room for chat and one for signaling at once. These
 * rooms are not those of calls: nobody gets into a call by one, and nothing of a call is heard in one.
 */
export function chatSample(host: HostParts): Answerer<Person> {
  const { membership, mailbox, floods } = host
  const rooms = new SharedRooms(SAMPLE_LIMITS)
  const signals = new PersonLimit(SAMPLE_LIMITS.signals, SAMPLE_LIMITS.seconds)
  membership.on('closed', ({ id }) => {
    rooms.leaveAll(id)
    mailbox.setIn('sample-rooms', id, false)
  })
  const answer: Answerer<Person> = answering(contract.requests, {
    ready: (person, wanted) => enter(host, rooms, person, wanted),
    send: (person, { author, message, room }) => {
      if (!rooms.holds(person.id, room)) return notInside()
      if (!floods.take(person)) return tooFast()
      mailbox.deliverAll(rooms.membersOf(room), 'message', { author: authorOf(person, author), message })
      return OK
    },
    signal: (person, { type, message, room }) => {
      const { id } = person
      if (!rooms.holds(id, room)) return notInside()
      if (!signals.take(person)) return tooFast()
      const others = rooms.membersOf(room).filter((member) => member !== id)
      mailbox.deliverAll(others, 'signaling_message', { type, message })
      return OK
    },
  })
  return (person, event, payload) => (isOfSample(event, payload) ? answer(person, event, payload) : undefined)
}

const notInside = () => refusal('not-in-room', 'Say "ready" with that room first.')

/** Lanline's own `signal` names whom it is for, and its own `send` no room. */
function isOfSample(event: string, payload: unknown): boolean {
  if (event === 'ready') return true
  return typeof payload === 'object' && payload !== null && 'room' in payload && !('to' in payload)
}

function enter({ mailbox }: HostParts, rooms: SharedRooms, { id }: Person, wanted: SampleRooms): Reply {
  const { chat_room: chatRoom, signal_room: signalRoom } = wanted
  const names = [...new Set([chatRoom, signalRoom])].filter((name) => !rooms.holds(id, name))
  if (names.length === 0) return OK
  const keptOut = rooms.refuses(id, names)
  if (keptOut === 'room-full') return refusal('room-full', 'One of these rooms is full.')
  if (keptOut) return refusal('not-allowed', `Nobody is in more than ${SAMPLE_LIMITS.rooms} rooms.`)
  // Who is in several of the rooms is told once.
  const told = new Set<string>()
  for (const name of names) {
    const others = rooms.membersOf(name).filter((member) => !told.has(member))
    mailbox.deliverAll(others, 'announce', { message: `New client in the ${name} room.` })
    for (const other of others) told.add(other)
    rooms.enter(id, name)
  }
  mailbox.setIn('sample-rooms', id, true)
  return OK
}
