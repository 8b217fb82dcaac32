import { CAPACITY } from '../../common/limits.js'

export interface Room {
  /** As its first member wrote it. */
  readonly name: string
  readonly members: ReadonlySet<string>
  /** How many it holds: as many as when it was made. */
  readonly capacity: number
  readonly isLocked: boolean
}

/** One who may not enter a room is kept out by its lock, or by those who fill it. */
export type KeptOut = 'room-full' | 'room-locked'

class OpenRoom implements Room {
  readonly members = new Set<string>()
  /** While it is locked: everyone who has been inside since. They may come back, be it that their connection was lost. */
  invited: Set<string> | undefined

  constructor(
    readonly name: string,
    readonly capacity: number,
  ) {}

  get isLocked(): boolean {
    return this.invited !== undefined
  }
}

/**
 * Who is in which room: pure state, no I/O. A member is in one room at most, a room holds as many as when it was made,
 * and a room without members does not exist. Names that differ only in case are one room, since people say them aloud.
 */
export class Rooms {
  readonly #rooms = new Map<string, OpenRoom>()
  readonly #roomOf = new Map<string, string>()

  /** `capacity` is that of rooms which are made without one of their own. */
  constructor(readonly capacity: number = CAPACITY.default) {}

  get size(): number {
    return this.#rooms.size
  }

  all(): Iterable<Room> {
    return this.#rooms.values()
  }

  /** The room that `member` is in. */
  of(member: string): Room | undefined {
    const key = this.#roomOf.get(member)
    return key === undefined ? undefined : this.#rooms.get(key)
  }

  /** Whether `member` is in the room of that name. */
  holds(member: string, name: string): boolean {
    return this.#roomOf.get(member) === keyOf(name)
  }

  /** What keeps `member` out of the room; undefined where they may enter, or are inside already. */
  refuses(member: string, name: string): KeptOut | undefined {
    const room = this.#rooms.get(keyOf(name))
    if (!room || room.members.has(member)) return undefined
    if (room.invited?.has(member) === false) return 'room-locked'
    return room.members.size < room.capacity ? undefined : 'room-full'
  }

  /** Puts `member` into the room, out of any other; makes it for `capacity`. Throws where `refuses` says why not. */
  enter(member: string, name: string, capacity = this.capacity): Room {
    const refusal = this.refuses(member, name)
    if (refusal) throw new Error(`${refusal}: ${name}`)
    if (!this.holds(member, name)) this.exit(member)
    const key = keyOf(name)
    const room = this.#rooms.get(key) ?? new OpenRoom(name, capacity)
    this.#rooms.set(key, room)
    room.members.add(member)
    this.#roomOf.set(member, key)
    return room
  }

  /** Locks the room that `member` is in to all who are not inside, or opens it. Gives it; undefined where they are in none. */
  lock(member: string, isLocked: boolean): Room | undefined {
    const room = this.#rooms.get(this.#roomOf.get(member) ?? '')
    if (room && isLocked !== room.isLocked) room.invited = isLocked ? new Set(room.members) : undefined
    return room
  }

  /** Takes `member` out of their room and gives it with those who stay; undefined where they were in none. */
  exit(member: string): Room | undefined {
    const key = this.#roomOf.get(member)
    if (key === undefined) return undefined
    const room = this.#rooms.get(key)
    this.#roomOf.delete(member)
    room?.members.delete(member)
    if (room?.members.size === 0) this.#rooms.delete(key)
    return room
  }
}

/** The same for all names of one room. */
export const keyOf = (name: string) => name.toLowerCase()

/** Whether these are names of one room. */
export const isSameRoom = (one: string, other: string) => keyOf(one) === keyOf(other)
