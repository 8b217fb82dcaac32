import type { Removal } from '../../common/control.js'
import type { Reply } from '../../common/protocol.js'
import { log as mainLog } from '../storage/log.js'
import { type Answerer, tooFast, unknownEvent } from './answer.js'
import { log, logReply } from './dialects/codelab.js'
import { othersIn, personHere } from './directory.js'
import type { HostParts } from './host-parts.js'
import type { HowLeft } from './membership.js'
import { addressOf, asSeen, Person } from './person.js'
import { isDirectRoom } from './rings.js'
import { SocketLine } from './socket-line.js'
import type { HostSocket } from './sockets.js'

/** How long someone who said goodbye stays on the list: a page that reloads says it too, and is back before. */
const RELOAD_MS = 3_000

/** How long the seat is kept of someone who goes on to the secure page, of which browsers warn, or comes from a host that is gone. */
export const MOVE_MS = 120_000

/** Serves one client for as long as its socket is open. */
export function serve(host: HostParts, answer: Answerer<Person>, socket: HostSocket): void {
  const { session } = socket.data.handshake
  const id = session === undefined ? socket.id : host.tickets.identities.of(session)
  let person = new Person(id, session !== undefined)
  const line = new SocketLine(socket)
  const traffic = host.traffic.of(socket.conn)
  host.traffic.identify(socket.conn, id)
  inTurn(host, id, async () => {
    try {
      person = await welcome(host, socket, line, person)
      forgetHandshake(socket)
    } catch (error) {
      // Whoever is half taken in comes back and begins anew.
      socket.conn.close()
      throw error
    }
  })

  line.onEvent(({ event, payload, ack }) => {
    const { isTooFast } = traffic
    inTurn(host, id, () => {
      // Another socket may have taken over while this waited for its turn.
      if (!host.mailbox.isAt(id, line)) return
      const give = ack ?? ((reply: Reply) => logReply(host.mailbox, id, event, payload, reply))
      const reply = isTooFast ? tooFast() : (answer(person, event, payload) ?? unknownEvent(event))
      if (reply instanceof Promise) return reply.then(give)
      give(reply)
    })
  })

  traffic.onBehind = (isBehind) => {
    setBehind(host, id, line, isBehind).catch((error) => mainLog.warn('A list could not be sent:', error))
  }
  socket.on('disconnect', (reason) => {
    traffic.onBehind = () => {}
    const hasGone = reason === 'client namespace disconnect'
    inTurn(host, id, () => lose(host, line, person, hasGone))
  })
}

/** What one person does, and what becomes of them, is dealt with in the order in which it happens. */
function inTurn({ turns }: HostParts, id: string, job: () => void | Promise<void>): void {
  const done = turns.run(id, job)
  if (done instanceof Promise) done.catch((error) => mainLog.error('Serving a client failed:', error))
}

/** From now on the person behind a new socket receives there what is sent to them, and what was while they were away. */
async function welcome(host: HostParts, socket: HostSocket, line: SocketLine, newcomer: Person): Promise<Person> {
  const { directory, mailbox, membership, presence, calls } = host
  const { handshake, hasMoved } = socket.data
  const { name, fresh } = handshake
  const { id } = newcomer
  host.seats.take(id)
  host.callers.take(id)
  // Another page of theirs has to say so by itself.
  host.fileLinks.setTaking(id, false)
  if (host.bans.has(id) || !(await mailbox.open(id))) {
    socket.disconnect(true)
    return newcomer
  }
  newcomer.moveTo({ address: addressOf(socket), hostHeader: socket.handshake.headers.host ?? '' })
  const person = await membership.come(newcomer)
  mailbox.setIn('room', id, directory.roomOf(id) !== undefined)
  if (name) await membership.rename(person, name)
  if (fresh) {
    if (hasMoved) membership.expectAgain(person)
    else await membership.closePage(person)
    mailbox.discard(id)
  }
  const call = hasMoved ? await directCallOf(host, id) : undefined
  line.emit('welcome', { ...asSeen(person), ...(call && { call }) })
  const { isWhole } = mailbox.attach(id, line)
  // What is missing is made up for by joining again, as the page does each time it is back.
  if (!isWhole) log(mailbox, id, 'More was sent while you were away than is kept; the first of it was delivered.')
  line.send(await presence.list())
  // A page that was loaded anew, or lost its connection, knows no more of who rings.
  await calls.ringAt(id)
  return person
}

/** Socket.IO keeps what a client came with, its passcode too, for as long as it is there. */
const forgetHandshake = (socket: HostSocket) => Object.assign(socket, { handshake: NOTHING, data: NOTHING })
const NOTHING = Object.freeze({})

/** The direct call in which a person's seat is kept, where someone else is in it. */
async function directCallOf({ directory }: HostParts, id: string) {
  const room = directory.roomOf(id)
  const [other] = room && isDirectRoom(room.name) ? othersIn(room, id) : []
  const found = other === undefined ? undefined : await directory.who(other)
  return room && found && { room: room.name, person: asSeen(found.person) }
}

/** Who does not keep up with reading is spared the lists of people, and gets the latest once they do. */
async function setBehind({ mailbox, presence }: HostParts, id: string, line: SocketLine, isBehind: boolean) {
  if (!mailbox.setBehind(id, line, isBehind) || isBehind) return
  line.send(await presence.list())
}

/** Keeps the seat of someone whose connection has ended, or forgets who could not come back. */
async function lose(host: HostParts, line: SocketLine, person: Person, hasGone: boolean): Promise<void> {
  const { mailbox, membership, seats, graceMs } = host
  const { id } = person
  if (!mailbox.isAt(id, line)) return
  host.fileLinks.setTaking(id, false)
  if (hasGone) await membership.closePage(person)
  if (!person.hasSession) return dismiss(host, person)
  mailbox.detach(id)
  const awayMs = seats.isMoving(id) ? MOVE_MS : graceMs
  if (hasGone) keepSeat(host, person, Math.min(RELOAD_MS, graceMs), 'closed')
  else keepSeat(host, person, awayMs)
}

/** Keeps the seat of someone who is away, unless they are back by then; for a shorter time, what they ring. */
export function keepSeat(host: HostParts, person: Person, ms: number, how: HowLeft = 'lost'): void {
  const { id } = person
  const expire = async () => {
    if (host.mailbox.isAway(id)) await dismiss(host, person, how)
  }
  host.seats.keep(id, ms, () => inTurn(host, id, expire))
  host.callers.keep(id, host.callerGraceMs, () => inTurn(host, id, () => host.calls.leaveRing(id)))
}

export async function dismiss(
  { membership, mailbox }: HostParts,
  person: Person,
  how: HowLeft = 'left',
): Promise<void> {
  await membership.dismiss(person, how)
  mailbox.close(person.id)
}

/** Takes a person off the host for as long as it runs; false where nobody has that id. */
export async function removePerson(host: HostParts, { id, until }: Removal): Promise<boolean> {
  return host.turns.run(id, async () => {
    const known = await host.directory.who(id)
    if (!known) return false
    // They are kept out before they are told, since a program of theirs may be back at once.
    const others = [...host.directory.here()].filter((person) => person.id !== id)
    host.bans.add(known.person, until, others)
    await putOut(host, known.person)
    return true
  })
}

/** Puts out who came in here before this process heard that another one of the host had removed them. */
export async function putOutIfHere(host: HostParts, id: string): Promise<void> {
  await host.turns.run(id, async () => {
    const person = personHere(host.directory, id)
    if (person) await putOut(host, person)
  })
}

async function putOut({ mailbox, seats, callers, membership }: HostParts, person: Person): Promise<void> {
  mailbox.deliver(person.id, 'removed')
  mailbox.close(person.id)
  seats.take(person.id)
  callers.take(person.id)
  await membership.dismiss(person)
}
