import type { HostEvents } from '../../common/contract/dialects.js'
import type { ListChanges } from '../../common/list-changes.js'
import type { UserList } from '../../common/protocol.js'
import type { Packet } from './packet.js'

type Args<E extends keyof HostEvents> = Parameters<HostEvents[E]>

/** The connection of a person's page. */
export interface Line {
  readonly id: string
  readonly connected: boolean
  emit(event: string, ...args: unknown[]): unknown
  /** Sends what is encoded already. */
  send(packet: Packet): unknown
  /** The same for what nobody waits for: it goes out in one piece with what is sent next, or else a moment later. */
  sendSoon(packet: Packet): unknown
  /** What is sent until the event loop has gone round goes out in one piece. */
  gather(): void
  join(room: string): unknown
  leave(room: string): unknown
  disconnect(close: true): unknown
}

/** Where people are who are not in the lobby: in a room, or in the rooms of the chat-and-signaling sample. */
export type Place = 'room' | 'sample-rooms'

/**
 * What is delivered to people, wherever they are, in the order in which it was sent. It is sent at once to whoever is
 * connected, and kept, as far as there is space, for who is away. For people who are not on the host it goes nowhere.
 */
export interface Mailbox {
  deliver<E extends keyof HostEvents>(to: string, event: E, ...args: Args<E>): void
  /** The same for what nobody waits for, which goes out in one piece with what is sent to them next. */
  deliverSoon<E extends keyof HostEvents>(to: string, event: E, ...args: Args<E>): void
  /** The same as `deliver` to several people; it is encoded once. */
  deliverAll<E extends keyof HostEvents>(to: readonly string[], event: E, ...args: Args<E>): void
  /** Has what is sent to these people until the event loop has gone round go out in one piece to each. */
  gather(to: readonly string[]): void
  /** A list of people, or what has changed in it since the last one, to those in the lobby who keep up with reading. */
  listToLobby(list: UserList, changes: ListChanges | undefined): void
  /** This person's page understands changes of the list. */
  wantChanges(id: string): void
  /** To everyone in the lobby who is connected. */
  toLobby<E extends keyof HostEvents>(event: E, ...args: Args<E>): void
  /** Whether this person is in such a place. They get what is for the lobby while they are in none. */
  setIn(place: Place, id: string, isIn: boolean): void

  /**
   * Whether this line is behind in reading: it gets no lists of people then. Gives whether it is the line of someone who
   * is to get them.
   */
  setBehind(id: string, line: Line, isBehind: boolean): boolean

  /**
   * Keeps what comes for this person from now on, and takes over what another process of the host kept. Resolves with
   * false where yet another has taken it over since.
   */
  open(id: string): Promise<boolean>
  /** Sends over this line from now on, first what was kept. The line before it ends. Gives whether all had been kept. */
  attach(id: string, line: Line): { readonly isWhole: boolean }
  /** Whether this is the line over which this person gets what is sent. */
  isAt(id: string, line: Line): boolean
  /** Keeps what comes until there is another line. */
  detach(id: string): void
  /** Throws away what is kept. */
  discard(id: string): void
  isAway(id: string): boolean
  /** Ends the line, once all is on its way that was sent, and keeps nothing more. */
  close(id: string): void
  /** Lets go of all lines without ending them, and keeps nothing more. */
  clear(): void
}
