import { files as contract } from '../../common/contract/files.js'
import type { Offer } from '../../common/files.js'
import type { OutgoingSignal, Reply } from '../../common/protocol.js'
import { type Answerer, answering, OK, refusal, tooFast } from './answer.js'
import type { HostParts } from './host-parts.js'
import { asSeen, type Person } from './person.js'
import { PersonLimit } from './person-limit.js'

/** Signals of one person about files. A link makes some 40 of them at most, and seldom more than ten. */
export const FILE_SIGNALS = { points: 300, seconds: 10 } as const

/** Asks people whether they want files of others with whom they are in no room, and hands on signals of those who do. */
export function files(host: HostParts): Answerer<Person> {
  const { fileLinks, mailbox, membership } = host
  const signals = new PersonLimit(FILE_SIGNALS.points, FILE_SIGNALS.seconds)
  membership.on('closed', ({ id }) => {
    fileLinks.setTaking(id, false)
    for (const { other, offer } of fileLinks.endAll(id))
      mailbox.deliver(other, 'endFiles', { from: id, id: offer, gone: true })
  })
  return answering(contract.requests, {
    takeFiles: ({ id }) => {
      fileLinks.setTaking(id, true)
      return OK
    },
    offerFile: (person, { to, offer }) => ask(host, person, to, offer),
    acceptFile: (person, { to, id }) => {
      if (!fileLinks.accept(person.id, to, id)) return noSuchPeer()
      mailbox.deliver(to, 'acceptFile', { from: person.id, id })
      return OK
    },
    endFiles: (person, { to, id }) => {
      if (!fileLinks.end(person.id, to, id)) return noSuchPeer()
      mailbox.deliver(to, 'endFiles', { from: person.id, id })
      return OK
    },
    fileSignal: (person, signal) => (signals.take(person) ? handOnSignal(host, person, signal) : tooFast()),
  })
}

function ask({ fileLinks, mailbox, floods }: HostParts, person: Person, to: string, offer: Offer): Reply {
  if (!floods.take(person)) return tooFast()
  const code = fileLinks.ask(person.id, to, offer.id)
  if (code === 'no-such-peer') return noSuchPeer()
  if (code) return refusal(code, 'One of you has as many offers of files as there may be, or one of the other.')
  mailbox.deliver(to, 'offerFile', { from: asSeen(person), offer })
  return OK
}

function handOnSignal({ fileLinks, mailbox }: HostParts, { id }: Person, { to, ...content }: OutgoingSignal): Reply {
  if (!fileLinks.areLinked(id, to)) return noSuchPeer()
  mailbox.deliver(to, 'fileSignal', { from: id, ...content })
  return OK
}

const noSuchPeer = () => refusal('no-such-peer', 'Nobody with that id takes files of you, or sends you any.')
