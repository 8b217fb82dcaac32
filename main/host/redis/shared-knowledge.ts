import type { Server } from 'socket.io'
import type { Banned } from '../bans.js'
import { removePerson } from '../connection.js'
import type { FileLinkChange } from '../file-links.js'
import type { HostParts } from '../host-parts.js'
import type { Guesser, Passcode } from '../passcode.js'
import type { HostServer } from '../sockets.js'
import type { RedisLink } from './link.js'
import { ALL_BANS, BAN } from './scripts.js'

/** What processes of one host tell each other, by Socket.IO's adapter. */
type BetweenNodes = {
  remove(id: string, answer: (wasHere: boolean) => void): void
  banned(banned: Banned): void
  issued(ticket: string, id: string): void
  spent(ticket: string, own: string): void
  taken(person: Banned): void
  wrong(guesser: Guesser): void
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
  async remove(id: string): Promise<boolean> {
    const answers = await this.#io.serverSideEmitWithAck('remove', id)
    return answers.includes(true)
  }

  /** Those who were removed stay so for as long as one process goes on, whatever becomes of Redis. */
  async load(): Promise<void> {
    const { bans, directory, fileLinks } = this.parts
    for (const { id, address } of bans.all) await this.link.run(BAN, id, address)
    const all = await this.link.run<string[]>(ALL_BANS)
    all.forEach((id, index) => {
      if (index % 2 === 0) bans.hear({ id, address: all[index + 1] ?? '' }, directory.here())
    })
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
    bans.on('added', ({ id, address }) => {
      this.link.run(BAN, id, address).catch(() => {})
      this.#io.serverSideEmit('banned', { id, address })
    })
    tickets.on('issued', ({ ticket, id }) => this.#io.serverSideEmit('issued', ticket, id))
    tickets.on('spent', ({ ticket, own }) => this.#io.serverSideEmit('spent', ticket, own))
    floods.on('taken', (person) => this.#io.serverSideEmit('taken', person))
    passcode.on('wrong', (guesser) => this.#io.serverSideEmit('wrong', guesser))
    fileLinks.on('taking', ({ id, takes }) => this.#io.serverSideEmit('taking', id, takes))
    fileLinks.on('changed', (change) => this.#io.serverSideEmit('fileLink', change))
  }

  #hear(passcode: Passcode): void {
    const { parts } = this
    const { bans, tickets, floods, directory, fileLinks, presence } = parts
    this.#io.on('remove', (id, answer) => {
      const isHere = [...directory.here()].some((person) => person.id === id)
      const wasHere = isHere ? removePerson(parts, id) : Promise.resolve(false)
      wasHere.then(answer, () => answer(false))
    })
    this.#io.on('banned', (banned) => bans.hear(banned, directory.here()))
    this.#io.on('issued', (ticket, id) => tickets.hear(ticket, id))
    this.#io.on('spent', (ticket, own) => void tickets.spendFor(own, ticket))
    this.#io.on('taken', (person) => void floods.hear(person))
    this.#io.on('wrong', (guesser) => passcode.hearWrong(guesser))
    this.#io.on('taking', (id, takes) => {
      fileLinks.hearTaking(id, takes)
      presence.changed()
    })
    this.#io.on('fileLink', (change) => fileLinks.hear(change))
    this.#io.on('takers', (answer) => answer(fileLinks.takers))
  }
}
