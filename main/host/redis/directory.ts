import type { Arrival, Departure, Directory, Entry, Listing, Whereabouts } from '../directory.js'
import { Person } from '../person.js'
import { isDirectRoom } from '../rings.js'
import { type KeptOut, keyOf, type Room } from '../rooms.js'
import type { RedisLink } from './link.js'
import * as scripts from './scripts.js'

/** A room as Redis has it. */
export interface KeptRoom {
  readonly key: string
  readonly name: string
  readonly capacity: number
  readonly version: number
  /** Lua writes an empty list like an empty table. */
  readonly members: readonly string[] | Record<string, never>
  readonly invited?: readonly string[]
}

interface KeptPerson {
  readonly id: string
  readonly name: string
  readonly hasSession: boolean
  readonly address: string
}

/** A room as this process knows it. */
interface KnownRoom extends Room {
  readonly key: string
  readonly version: number
}

/**
 * The directory of several processes that are one host. Redis decides; of the people who are at this process, and of the
 * rooms that they are in, this process knows what Redis told it, so that it asks nobody when it only relays.
 */
export class RedisDirectory implements Directory {
  readonly #here = new Map<string, Person>()
  readonly #roomOf = new Map<string, string>()
  readonly #rooms = new Map<string, KnownRoom>()

  constructor(private readonly link: RedisLink) {}

  async arrive(person: Person): Promise<Arrival> {
    const { id, name, isNamed, hasSession, address } = person
    const args = [id, name, flag(isNamed), flag(hasSession), address]
    const [kept, room, isNew] = await this.link.run<[string, string, number]>(scripts.ARRIVE, ...args)
    const known = this.#here.get(id)
    if (!known) person.name = JSON.parse(kept).name
    const hasMoved = known?.moveTo(person) ?? false
    return { ...this.take(known ?? person, room), isNew: isNew === 1, hasMoved }
  }

  /** Someone is at this process from now on, and in that room. */
  take(person: Person, room: string): Whereabouts {
    this.#here.set(person.id, person)
    const known = this.#learn(room)
    if (known) this.#roomOf.set(person.id, known.key)
    else this.#roomOf.delete(person.id)
    return { person, ...(known && { room: known }) }
  }

  async remove(id: string): Promise<boolean> {
    const wasHere = await this.link.run<number>(scripts.REMOVE, id)
    this.forget(id)
    return wasHere === 1
  }

  async rename(id: string, name: string): Promise<void> {
    const named = Object.assign(new Person(id), { name })
    await this.link.run(scripts.RENAME, id, name, flag(named.isNamed))
    const person = this.#here.get(id)
    if (person) person.name = name
  }

  async who(id: string): Promise<Whereabouts | undefined> {
    const person = this.#here.get(id)
    if (person) return whereabouts(person, this.roomOf(id))
    const [kept, room = ''] = await this.link.run<string[]>(scripts.WHO, id)
    return kept === undefined ? undefined : whereabouts(this.#personIn(kept), roomIn(room))
  }

  async list(limit: number): Promise<Listing> {
    const [total, people, rooms] = await this.link.run<[number, string[], string[]]>(scripts.LIST, limit)
    return {
      people: pairs(people).map(([person, room]) => whereabouts(this.#personIn(person), roomIn(room))),
      total,
      rooms: rooms.flatMap((room) => roomIn(room) ?? []),
    }
  }

  async enter(id: string, name: string, capacity: number): Promise<Entry> {
    const key = keyOf(name)
    const args = [id, key, name, capacity, flag(!isDirectRoom(name))]
    const reply = await this.link.run<[KeptOut | '', string, number, string, string[]]>(scripts.ENTER, ...args)
    const [keptOut, json, isNew, before, people] = reply
    if (keptOut) return { keptOut }
    const left = isNew ? this.#departure(before, id) : undefined
    this.#roomOf.set(id, key)
    const room = this.#learn(json) ?? (roomIn(json) as KnownRoom)
    const others = people.map((person) => this.#personIn(person)).filter((person) => person.id !== id)
    return { room, isNew: isNew === 1, others, ...(left && { left }) }
  }

  async leave(id: string): Promise<Departure | undefined> {
    const left = await this.link.run<string>(scripts.LEAVE, id)
    this.#roomOf.delete(id)
    return this.#departure(left, id)
  }

  async lock(id: string, isLocked: boolean): Promise<{ members: string[]; wasLocked: boolean } | undefined> {
    const [json, wasLocked] = await this.link.run<[string?, number?]>(scripts.LOCK, id, flag(isLocked))
    const room = this.#learn(json ?? '')
    return room && { members: [...room.members], wasLocked: wasLocked === 1 }
  }

  roomOf(id: string): Room | undefined {
    return this.#rooms.get(this.#roomOf.get(id) ?? '')
  }

  here(): Iterable<Person> {
    return this.#here.values()
  }

  isHere(id: string): boolean {
    return this.#here.has(id)
  }

  /** Someone is at another process by now, or at none. */
  forget(id: string): void {
    this.#here.delete(id)
    this.#roomOf.delete(id)
  }

  clear(): void {
    this.#here.clear()
    this.#roomOf.clear()
    this.#rooms.clear()
  }

  /** Hears of a room that has changed. */
  hear(kept: KeptRoom): void {
    const room = known(kept)
    const before = this.#rooms.get(room.key)
    if (before && before.version > room.version) return
    if ([...room.members].some((member) => this.#here.has(member))) this.#rooms.set(room.key, room)
    else this.#rooms.delete(room.key)
  }

  /** News of a room may be there before the answer that tells of it as it was earlier. */
  #learn(json: string): KnownRoom | undefined {
    if (json === '') return undefined
    const kept = JSON.parse(json) as KeptRoom
    this.hear(kept)
    return this.#rooms.get(kept.key)
  }

  #departure(json: string, id: string): Departure | undefined {
    this.#learn(json)
    const room = roomIn(json)
    return room && { room: room.name, others: [...room.members].filter((member) => member !== id) }
  }

  #personIn(json: string): Person {
    const person = personIn(json)
    return this.#here.get(person.id) ?? person
  }
}

const flag = (is: boolean) => (is ? '1' : '')

export function personIn(json: string): Person {
  const { id, name, hasSession, address } = JSON.parse(json) as KeptPerson
  return Object.assign(new Person(id, hasSession), { name, address })
}

const membersOf = ({ members }: KeptRoom): readonly string[] => (Array.isArray(members) ? members : [])

const known = (kept: KeptRoom): KnownRoom => ({
  key: kept.key,
  name: kept.name,
  capacity: kept.capacity,
  version: kept.version,
  members: new Set(membersOf(kept)),
  isLocked: kept.invited !== undefined,
})

const roomIn = (json: string): KnownRoom | undefined => (json === '' ? undefined : known(JSON.parse(json)))

const whereabouts = (person: Person, room: Room | undefined): Whereabouts => ({ person, ...(room && { room }) })

/** A flat list of two things each. */
export const pairs = (list: readonly string[]): [string, string][] =>
  list.flatMap((one, index) => (index % 2 === 0 ? [[one, list[index + 1] ?? '']] : []))
