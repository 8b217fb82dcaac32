export interface Room {
  /** As its first member wrote it. */
  readonly name: string
  readonly members: ReadonlySet<string>
}

/**
 * Who is in which room: pure state, no I/O. A member is in one room at most, a room holds `capacity` members at most,
 * and a room without members does not exist. Names that differ only in case are one room, since people say them aloud.
 */
export class Rooms {
  readonly #rooms = new Map<string, { name: string; members: Set<string> }>()
  readonly #roomOf = new Map<string, string>()

  constructor(readonly capacity: number) {}

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

  /** Whether `member` could enter the room: it has space, or they are inside already. */
  admits(member: string, name: string): boolean {
    const taken = this.#rooms.get(keyOf(name))?.members.size ?? 0
    return taken < this.capacity || this.holds(member, name)
  }

  /** Puts `member` into the room, out of any other. Throws where `admits` says no. */
  enter(member: string, name: string): Room {
    if (!this.admits(member, name)) throw new Error(`room is full: ${name}`)
    if (!this.holds(member, name)) this.exit(member)
    const key = keyOf(name)
    const room = this.#rooms.get(key) ?? { name, members: new Set<string>() }
    this.#rooms.set(key, room)
    room.members.add(member)
    this.#roomOf.set(member, key)
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

const keyOf = (name: string) => name.toLowerCase()
