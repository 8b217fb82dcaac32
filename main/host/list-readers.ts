import type { ListChanges } from '../../common/list-changes.js'
import type { UserList } from '../../common/protocol.js'
import type { Line } from './mailbox.js'

interface Emitter {
  emit(event: string, ...args: unknown[]): unknown
}

/** The part of Socket.IO's server by which one packet goes to several sockets, or to those in one of its rooms. */
export interface Broadcast {
  to(rooms: string | string[]): Emitter & { except(rooms: string | string[]): Emitter }
}

/** The Socket.IO room of those who are in no room of Lanline's. */
export const LOBBY = 'lobby'
/** That of those of them who have the last list, and are told what changes in it. */
const CHANGES = 'changes'
/** That of those who do not keep up with reading, and get no lists of people. */
const BEHIND = 'behind'

/** What one line is, as far as lists of people go. */
interface Reader {
  readonly isInLobby: boolean
  readonly isBehind: boolean
  readonly wantsChanges: boolean
}
const IN_ROOM: Reader = { isInLobby: false, isBehind: false, wantsChanges: false }

/** Which lines get lists of people: the whole of each, or, where their pages understand that, what has changed. */
export class ListReaders {
  readonly #readers = new WeakMap<Line, Reader>()
  /** Those who are told what changes once they have the next list. */
  readonly #next = new Set<Line>()

  constructor(private readonly io: Broadcast) {}

  /** A socket that has disconnected would stay in the Socket.IO room that it enters. */
  setInLobby(line: Line, isInLobby: boolean): void {
    if (isInLobby && line.connected) line.join(LOBBY)
    else line.leave(LOBBY)
    this.#change(line, { isInLobby })
  }

  setBehind(line: Line, isBehind: boolean): void {
    if (isBehind) line.join(BEHIND)
    else line.leave(BEHIND)
    this.#change(line, { isBehind })
  }

  wantChanges(line: Line): void {
    this.#change(line, { wantsChanges: true })
  }

  /** Sends a list, and what has changed since the one before. */
  send(list: UserList, changes: ListChanges | undefined): void {
    this.io.to(LOBBY).except([CHANGES, BEHIND]).emit('updateUserlist', list)
    if (changes) this.io.to(CHANGES).emit('listChanges', changes)
    for (const line of this.#next) if (line.connected) line.join(CHANGES)
    this.#next.clear()
  }

  /** Whatever a line may have missed, the next whole list makes up for. */
  #change(line: Line, change: Partial<Reader>): void {
    const reader = { ...(this.#readers.get(line) ?? IN_ROOM), ...change }
    // Most are in a room, where nothing has to be known of them.
    const isAsMost = !reader.isInLobby && !reader.isBehind && !reader.wantsChanges
    if (isAsMost) this.#readers.delete(line)
    else this.#readers.set(line, reader)
    line.leave(CHANGES)
    if (reader.wantsChanges && reader.isInLobby && !reader.isBehind) this.#next.add(line)
    else this.#next.delete(line)
  }
}
