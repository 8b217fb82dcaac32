import type { Server } from 'socket.io'
import type { Removal } from '../../../common/control.js'
import { networkOf } from '../../lan/network-of.js'
import { log } from '../../storage/log.js'
import type { Banned } from '../bans.js'
import { putOutIfHere, removePerson } from '../connection.js'
import { personHere } from '../directory.js'
import type { FileLinkChange } from '../file-links.js'
import type { HostParts } from '../host-parts.js'
import type { Passcode, WrongTry } from '../passcode.js'
import type { Person } from '../person.js'
import type { HostServer } from '../sockets.js'
import type { RedisLink } from './link.js'
import { ALL_BANS, BAN, OPEN_ADDRESSES } from './scripts.js'

/** What processes of one host tell each other, by Socket.IO's adapter. */
type BetweenNodes = {
  remove(removal: Removal, answer: (wasHere: boolean) => void): void
  banned(banned: Banned, bystanders: readonly string[]): void
  opened(): void
  issued(ticket: string, id: string): void
  spent(ticket: string, own: string): void
  taken(person: Pick<Person, 'id' | 'address'>): void
  wrong(wrongTry: WrongTry): void
  taking(id: string, takes: boolean): void
  fileLink(change: FileLinkChange): void
  takers(answer: (ids: readonly string[]) => void): void
}

/**
 * What each process of a host decides by itself and all must know: who was removed, which tickets there are, who sends
 * whom files, and what has been used up of the limits on a person. Nobody waits for it.
 */
export class SharedKnowledge {
  readonly #io: Server<Record<never, never>, Record<never, never>, BetweenNodes>

  constructor(
    private readonly link: RedisLink,
    io: HostServer,
    private readonly parts: HostParts,
    passcode: Passcode,
  ) {
    this.#io = io as never
    this.#tell(passcode)
    this.#hear(passcode)
  }

  /** Takes a person off the host, at whichever process they are. */
  async remove(removal: Removal): Promise<boolean> {
    const answers = await this.#io.serverSideEmitWithAck('remove', removal)
    return answers.includes(true)
  }

  /** Those who were removed stay so for as long as one process goes on, whatever becomes of Redis. */
  async load(hasNewPasscode: boolean): Promise<void> {
    const { bans, fileLinks } = this.parts
    for (const banned of bans.all) await this.#keep(banned, false, bans.knownBeside(banned))
    if (hasNewPasscode) await this.#openAddresses()
    const [all, bystanders] = await this.link.run<[string[], string[]]>(ALL_BANS)
    for (const json of all) {
      const banned = JSON.parse(json) as Banned
      const start = `${networkOf(banned.address)} `
      const beside = bystanders.filter((known) => known.startsWith(start))
      bans.hear(
        banned,
        beside.map((known) => known.slice(start.length)),
      )
    }
    // A process that has just died does not answer, and nobody waits for it.
    this.#io.serverSideEmitWithAck('takers').then(
      (answers) => {
        for (const id of answers.flat()) fileLinks.hearTaking(id, true)
      },
      () => {},
    )
  }

  #tell(passcode: Passcode): void {
    const { bans, tickets, floods, fileLinks } = this.parts
    bans.on('added', (banned) => void this.#ban(banned))
    tickets.on('issued', ({ ticket, id }) => this.#io.serverSideEmit('issued', ticket, id))
    tickets.on('spent', ({ ticket, own }) => this.#io.serverSideEmit('spent', ticket, own))
    floods.on('taken', (person) => this.#io.serverSideEmit('taken', person))
    passcode.on('wrong', (wrongTry) => this.#io.serverSideEmit('wrong', wrongTry))
    fileLinks.on('taking', ({ id, takes }) => this.#io.serverSideEmit('taking', id, takes))
    fileLinks.on('changed', (change) => this.#io.serverSideEmit('fileLink', change))
  }

  async #ban(banned: Banned): Promise<void> {
    try {
      const bystanders = await this.#keep(banned, true, [])
      this.parts.bans.hear(banned, bystanders)
      this.#io.serverSideEmit('banned', banned, bystanders)
    } catch {
      // It is told once Redis is there again.
    }
  }

  /** Gives all who may come from where someone was removed. */
  #keep(banned: Banned, isNew: boolean, known: readonly string[]): Promise<string[]> {
    const { id, address } = banned
    return this.link.run(BAN, id, JSON.stringify(banned), networkOf(address), isNew ? '1' : '', ...known)
  }

  async #openAddresses(): Promise<void> {
    await this.link.run(OPEN_ADDRESSES)
    this.#io.serverSideEmit('opened')
  }

  #hear(passcode: Passcode): void {
    const { parts } = this
    const { bans, tickets, floods, directory, fileLinks, presence } = parts
    this.#io.on('remove', (removal, answer) => {
      const wasHere = personHere(directory, removal.id) ? removePerson(parts, removal) : Promise.resolve(false)
      wasHere.then(answer, () => answer(false))
    })
    this.#io.on('banned', (banned, bystanders) => {
      bans.hear(banned, bystanders)
      putOutIfHere(parts, banned.id).catch((error) => log.warn('Who was removed could not be put out:', error))
    })
    this.#io.on('opened', () => bans.openAddresses())
    this.#io.on('issued', (ticket, id) => tickets.hear(ticket, id))
    this.#io.on('spent', (ticket, own) => void tickets.spendFor(own, ticket))
    this.#io.on('taken', (person) => void floods.hear(person))
    this.#io.on('wrong', (wrongTry) => passcode.hearWrong(wrongTry))
    this.#io.on('taking', (id, takes) => {
      fileLinks.hearTaking(id, takes)
      presence.changed()
    })
    this.#io.on('fileLink', (change) => fileLinks.hear(change))
    this.#io.on('takers', (answer) => answer(fileLinks.takers))
  }
}
