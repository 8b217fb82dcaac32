import type { HostEvents } from '../../common/contract/dialects.js'
import type { ListChanges } from '../../common/list-changes.js'
import type { UserList } from '../../common/protocol.js'
import type { Arrival, Departure, Directory, Entry, Listing, Whereabouts } from './directory.js'
import { othersIn } from './directory.js'
import { type Broadcast, ListReaders, LOBBY } from './list-readers.js'
import type { Line, Mailbox, Place } from './mailbox.js'
import { Outbox } from './outbox.js'
import { Packet } from './packet.js'
import type { Person } from './person.js'
import { isDirectRoom } from './rings.js'
import { type Room, Rooms } from './rooms.js'

/** The directory of a host that is one process. */
export class MemoryDirectory implements Directory {
  readonly #people = new Map<string, Person>()
  readonly #rooms = new Rooms()

  async arrive(person: Person): Promise<Arrival> {
    const known = this.#people.get(person.id)
    const hasMoved = known?.moveTo(person) ?? false
    if (!known) this.#people.set(person.id, person)
    return { ...this.#whereabouts(known ?? person), isNew: !known, hasMoved }
  }

  async remove(id: string): Promise<boolean> {
    this.#rooms.exit(id)
    return this.#people.delete(id)
  }

  async rename(id: string, name: string): Promise<void> {
    const person = this.#people.get(id)
    if (person) person.name = name
  }

  async who(id: string): Promise<Whereabouts | undefined> {
    const person = this.#people.get(id)
    return person && this.#whereabouts(person)
  }

  async list(limit: number): Promise<Listing> {
    const all = [...this.#people.values()]
    const listed = [...all.filter(({ isNamed }) => isNamed), ...all.filter(({ isNamed }) => !isNamed)].slice(0, limit)
    return {
      people: listed.map((person) => this.#whereabouts(person)),
      total: all.length,
      rooms: this.#listRooms(limit),
    }
  }

  async enter(id: string, name: string, capacity: number): Promise<Entry> {
    const keptOut = this.#rooms.refuses(id, name)
    if (keptOut) return { keptOut }
    const isNew = !this.#rooms.holds(id, name)
    const left = isNew ? this.#exit(id) : undefined
    const room = this.#rooms.enter(id, name, capacity)
    const others = othersIn(room, id).flatMap((other) => this.#people.get(other) ?? [])
    return { room, isNew, others, ...(left && { left }) }
  }

  async leave(id: string): Promise<Departure | undefined> {
    return this.#exit(id)
  }

  async lock(id: string, isLocked: boolean): Promise<{ members: string[]; wasLocked: boolean } | undefined> {
    const wasLocked = this.#rooms.of(id)?.isLocked ?? false
    const room = this.#rooms.lock(id, isLocked)
    return room && { members: [...room.members], wasLocked }
  }

  roomOf(id: string): Room | undefined {
    return this.#rooms.of(id)
  }

  here(): Iterable<Person> {
    return this.#people.values()
  }

  #exit(id: string): Departure | undefined {
    const room = this.#rooms.exit(id)
    return room && { room: room.name, others: [...room.members] }
  }

  #whereabouts(person: Person): Whereabouts {
    const room = this.#rooms.of(person.id)
    return { person, ...(room && { room }) }
  }

  #listRooms(limit: number): Room[] {
    const listed: Room[] = []
    for (const room of this.#rooms.all()) {
      if (listed.length === limit) break
      if (!isDirectRoom(room.name)) listed.push(room)
    }
    return listed
  }
}

/** What was kept for someone, and whether that is all there was. */
export interface KeptMail {
  readonly packets: readonly [event: string, ...args: unknown[]][]
  readonly isWhole: boolean
}

/** What becomes of one person's mail, and whether they are in such a place; who is in none is in the lobby. */
interface Box extends Record<Place, boolean> {
  line: Line | undefined
  /** What is kept; undefined while that is nothing. */
  outbox: Outbox | undefined
}

/** The mailbox of a host that is one process: it holds the sockets. */
export class MemoryMailbox implements Mailbox {
  readonly #boxes = new Map<string, Box>()

  readonly #listReaders: ListReaders

  constructor(private readonly io: Broadcast) {
    this.#listReaders = new ListReaders(io)
  }

  deliver<E extends keyof HostEvents>(to: string, event: E, ...args: Parameters<HostEvents[E]>): void {
    const box = this.#boxes.get(to)
    if (box?.line) box.line.emit(event, ...args)
    else if (box) keptFor(box).put([event, ...args])
  }

  deliverSoon<E extends keyof HostEvents>(to: string, event: E, ...args: Parameters<HostEvents[E]>): void {
    const line = this.#boxes.get(to)?.line
    if (line) line.sendSoon(Packet.event(event, args))
    else this.deliver(to, event, ...args)
  }

  deliverAll<E extends keyof HostEvents>(to: readonly string[], event: E, ...args: Parameters<HostEvents[E]>): void {
    if (to.length === 0) return
    const packet = Packet.event(event, args)
    for (const id of to) {
      const box = this.#boxes.get(id)
      if (box?.line) box.line.send(packet)
      else if (box) keptFor(box).put([event, ...args])
    }
  }

  gather(to: readonly string[]): void {
    for (const id of to) this.#boxes.get(id)?.line?.gather()
  }

  toLobby<E extends keyof HostEvents>(event: E, ...args: Parameters<HostEvents[E]>): void {
    this.io.to(LOBBY).emit(event, ...args)
  }

  listToLobby(list: UserList, changes: ListChanges | undefined): void {
    this.#listReaders.send(list, changes)
  }

  wantChanges(id: string): void {
    const line = this.#boxes.get(id)?.line
    if (line) this.#listReaders.wantChanges(line)
  }

  setIn(place: Place, id: string, isIn: boolean): void {
    const box = this.#boxes.get(id)
    if (!box || box[place] === isIn) return
    box[place] = isIn
    this.#showInLobby(box)
  }

  setBehind(id: string, line: Line, isBehind: boolean): boolean {
    const box = this.#boxes.get(id)
    if (box?.line !== line) return false
    this.#listReaders.setBehind(line, isBehind)
    return isInLobby(box)
  }

  async open(id: string): Promise<boolean> {
    this.#boxOf(id)
    return true
  }

  attach(id: string, line: Line): { isWhole: boolean } {
    const box = this.#boxOf(id)
    const earlier = box.line
    box.line = line
    this.#showInLobby(box)
    earlier?.disconnect(true)
    const { packets, isWhole } = box.outbox?.empty() ?? NOTHING_KEPT
    box.outbox = undefined
    for (const packet of packets) line.emit(...packet)
    return { isWhole }
  }

  isAt(id: string, line: Line): boolean {
    return this.#boxes.get(id)?.line === line
  }

  detach(id: string): void {
    const box = this.#boxes.get(id)
    if (box) box.line = undefined
  }

  discard(id: string): void {
    const box = this.#boxes.get(id)
    if (box) box.outbox = undefined
  }

  isAway(id: string): boolean {
    return this.#boxes.get(id)?.line === undefined
  }

  close(id: string): void {
    const line = this.#boxes.get(id)?.line
    this.#boxes.delete(id)
    line?.disconnect(true)
  }

  has(id: string): boolean {
    return this.#boxes.has(id)
  }

  /** Gives what was kept, ends the line and keeps nothing more. */
  release(id: string): KeptMail | undefined {
    const box = this.#boxes.get(id)
    this.close(id)
    return box && (box.outbox?.empty() ?? NOTHING_KEPT)
  }

  /** Goes on with what was kept elsewhere. */
  restore(id: string, { packets, isWhole }: KeptMail): void {
    const outbox = keptFor(this.#boxOf(id))
    for (const packet of packets) outbox.put(packet)
    if (!isWhole) outbox.miss()
  }

  clear(): void {
    this.#boxes.clear()
  }

  #boxOf(id: string): Box {
    const box = this.#boxes.get(id) ?? { line: undefined, outbox: undefined, room: false, 'sample-rooms': false }
    this.#boxes.set(id, box)
    return box
  }

  #showInLobby(box: Box): void {
    if (box.line) this.#listReaders.setInLobby(box.line, isInLobby(box))
  }
}

const NOTHING_KEPT: KeptMail = { packets: [], isWhole: true }

/** Most people are never away, and have no outbox. */
function keptFor(box: Box): Outbox {
  box.outbox ??= new Outbox()
  return box.outbox
}

const isInLobby = (box: Box) => !box.room && !box['sample-rooms']
