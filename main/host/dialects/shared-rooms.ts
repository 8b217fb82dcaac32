export interface SharedRoomLimits {
  /** Rooms that one is in at a time. */
  readonly rooms: number
  /** Members of a room. */
  readonly members: number
}

/** Rooms of which one may be in several: pure state, no I/O. A room without members does not exist. */
export class SharedRooms {
  readonly #members = new Map<string, Set<string>>()
  readonly #roomsOf = new Map<string, Set<string>>()

  constructor(private readonly limits: SharedRoomLimits) {}

  get size(): number {
    return this.#members.size
  }

  holds(member: string, room: string): boolean {
    return this.#members.get(room)?.has(member) ?? false
  }

  membersOf(room: string): readonly string[] {
    return [...(this.#members.get(room) ?? [])]
  }

  /** What keeps `member` out of these rooms, in none of which they are yet. */
  refuses(member: string, rooms: readonly string[]): 'room-full' | 'too-many-rooms' | undefined {
    const count = (this.#roomsOf.get(member)?.size ?? 0) + rooms.length
    if (count > this.limits.rooms) return 'too-many-rooms'
    const isFull = (room: string) => (this.#members.get(room)?.size ?? 0) >= this.limits.members
    return rooms.some(isFull) ? 'room-full' : undefined
  }

  enter(member: string, room: string): void {
    entryOf(this.#members, room).add(member)
    entryOf(this.#roomsOf, member).add(room)
  }

  leaveAll(member: string): void {
    for (const room of this.#roomsOf.get(member) ?? []) {
      const members = this.#members.get(room)
      members?.delete(member)
      if (members?.size === 0) this.#members.delete(room)
    }
    this.#roomsOf.delete(member)
  }
}

function entryOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const set = sets.get(key) ?? new Set()
  sets.set(key, set)
  return set
}
