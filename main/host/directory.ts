import type { Person } from './person.js'
import type { KeptOut, Room } from './rooms.js'

/** Someone, and the room that they are in. */
export interface Whereabouts {
  readonly person: Person
  readonly room?: Room
}

/** Someone who has come to a process of the host. */
export interface Arrival extends Whereabouts {
  /** Whether they were not on the host yet. */
  readonly isNew: boolean
  /** Whether they were, and come from another address now. */
  readonly hasMoved: boolean
}

/** What came of entering a room. */
export type Entry =
  | { readonly keptOut: KeptOut }
  | {
      readonly keptOut?: never
      readonly room: Room
      /** False for someone who was inside already. */
      readonly isNew: boolean
      /** Those inside besides them. */
      readonly others: readonly Person[]
      /** The room that they left for it. */
      readonly left?: Departure
    }

/** The room that someone was in, and those who stay. */
export interface Departure {
  readonly room: string
  readonly others: readonly string[]
}

/** Who is on the host, named people first, and the rooms of more than a direct call; both capped, the total is not. */
export interface Listing {
  readonly people: readonly Whereabouts[]
  readonly total: number
  readonly rooms: readonly Room[]
}

/**
 * Who is on the host and who is in which room. Each verb is atomic: nobody sees it half done, and two who want the last
 * seat do not both get it. A person is in one room at most, a room without members does not exist.
 */
export interface Directory {
  /** Takes in someone who is at this process from now on, and gives who they are: whoever was on the host stays the same. */
  arrive(person: Person): Promise<Arrival>
  /** False for someone who was not at this process, or is at another by now. */
  remove(id: string): Promise<boolean>
  rename(id: string, name: string): Promise<void>
  who(id: string): Promise<Whereabouts | undefined>
  list(limit: number): Promise<Listing>
  /** Puts someone into a room, out of any other; a room that there is not yet holds `capacity`. */
  enter(id: string, room: string, capacity: number): Promise<Entry>
  /** Takes someone out of their room; undefined where they were in none. */
  leave(id: string): Promise<Departure | undefined>
  /** Closes the room that someone is in to all who are not inside, or opens it; undefined where they are in none. */
  lock(
    id: string,
    isLocked: boolean,
  ): Promise<{ readonly members: readonly string[]; readonly wasLocked: boolean } | undefined>

  // What this process knows without asking: of the people who are connected to it, so that relaying waits for nobody.

  roomOf(id: string): Room | undefined
  here(): Iterable<Person>
}

/** The others in a room. */
export const othersIn = (room: Room | undefined, id: string) =>
  [...(room?.members ?? [])].filter((member) => member !== id)

/** Someone who is connected to this process. */
export const personHere = (directory: Directory, id: string): Person | undefined =>
  [...directory.here()].find((person) => person.id === id)
