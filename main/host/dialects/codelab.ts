import { isIPv4 } from 'node:net'
import * as v from 'valibot'
import { codelab as contract } from '../../../common/contract/dialects.js'
import { ChatMessage, type Reply } from '../../../common/protocol.js'
import { type Answerer, answering, OK, refusal } from '../answer.js'
import { othersIn } from '../directory.js'
import type { HostParts } from '../host-parts.js'
import type { Mailbox } from '../mailbox.js'
import type { Person } from '../person.js'

/** The dialect of the WebRTC codelab (https://github.com/googlecodelabs/webrtc-web, step 5 and 6). */
export function codelab(host: HostParts): Answerer<Person> {
  tellAsCodelab(host)
  return answering(contract.requests, {
    message: ({ id }, value) => {
      if (isChat(value)) return refusal('bad-request', 'Chat is sent with "send".')
      const room = host.directory.roomOf(id)
      if (!room) return refusal('not-in-room', 'Join a room before sending messages.')
      host.mailbox.deliverAll(othersIn(room, id), 'message', value)
      return OK
    },
    ipaddr: ({ id }) => {
      for (const address of host.lanAddresses().filter(isIPv4)) host.mailbox.deliver(id, 'ipaddr', address)
      return OK
    },
  })
}

/** Tells a client about its own requests, in the words of the codelab's server. */
export const log = (mailbox: Mailbox, id: string, ...line: unknown[]) => mailbox.deliver(id, 'log', lineOf(line))

const lineOf = (line: readonly unknown[]) => ['Message from server:', ...line]

/** Says what became of a request to a client that asked for no acknowledgement, as the codelab's never does. */
export function logReply(mailbox: Mailbox, id: string, event: string, payload: unknown, reply: Reply): void {
  if (!reply.ok) log(mailbox, id, reply.message)
  // With each message a write of its own, this would be half of what one costs.
  else if (event === 'message') mailbox.deliverSoon(id, 'log', lineOf(['Client said: ', payload]))
}

function tellAsCodelab({ membership, mailbox }: HostParts): void {
  membership.on('asked', ({ person, room }) =>
    log(mailbox, person.id, `Received request to create or join room ${room}`),
  )
  // The codelab's clients know of no lock; to them the room is one more that does not take them.
  membership.on('keptOut', ({ person, room }) => mailbox.deliver(person.id, 'full', room))
  membership.on('joined', ({ person: { id }, room, others }) => {
    log(mailbox, id, `Room ${room} now has ${others.length + 1} client(s)`)
    log(mailbox, id, `Client ID ${id} ${others.length === 0 ? 'created' : 'joined'} room ${room}`)
    mailbox.deliver(id, others.length === 0 ? 'created' : 'joined', room, id)
    if (others.length > 0) mailbox.deliverAll([id, ...others], 'ready', room)
  })
  membership.on('left', ({ room, others }) => mailbox.deliverAll(others, 'bye', room))
}

/** Whether other pages would take it for chat, whose author the host vouches for. */
const isChat = (value: unknown) =>
  typeof value === 'object' && value !== null && 'from' in value && v.is(ChatMessage, value)
