import { Emitter } from '../../common/emitter.js'
import { TUTORIAL_CAPACITY } from '../../common/limits.js'
import type { JoinReply, Reply } from '../../common/protocol.js'
import { OK, refusal } from './answer.js'
import type { Departure, Directory } from './directory.js'
import { asSeen, type Person } from './person.js'
import type { KeptOut } from './rooms.js'

/** `lost`: their connection stayed away. `closed`: their page was closed or loaded anew, which cannot be told apart. */
export type HowLeft = 'left' | 'lost' | 'closed'

/** What happens to people and rooms. Lanline's own contract, the dialects and the list of people all go by it. */
export interface MembershipEvents {
  /** Someone wants to enter a room, whatever comes of it. */
  asked: { readonly person: Person; readonly room: string }
  keptOut: { readonly person: Person; readonly room: string; readonly by: KeptOut }
  joined: { readonly person: Person; readonly room: string; readonly others: readonly string[] }
  left: Departure & { readonly person: Person; readonly how: HowLeft }
  locked: { readonly by: Person; readonly members: readonly string[]; readonly isLocked: boolean }
  renamed: { readonly person: Person; readonly before: string }
  came: Person
  /** They come from another address. */
  moved: Person
  /** Their page is closed or was loaded anew: whatever it took part in, it no longer does. */
  closed: Person
  /** They are off the host. */
  went: Person
}

/** Who comes, goes, enters and leaves: has the directory do it, and says what happened. */
export class Membership extends Emitter<MembershipEvents> {
  readonly #expectedAgain = new WeakSet<Person>()

  constructor(
    private readonly directory: Directory,
    /** How many fit in a room that a page makes. */
    public capacity: number,
  ) {
    super()
  }

  /** Takes in a person whose page is here, and gives who they are. */
  async come(newcomer: Person): Promise<Person> {
    const { person, isNew, hasMoved } = await this.directory.arrive(newcomer)
    if (isNew) this.emit('came', person)
    if (hasMoved) this.emit('moved', person)
    return person
  }

  /**
   * Puts a person into a room, which holds `capacity` if it is made by that; where they are kept out they stay where they
   * were.
   */
  async enter(
    person: Person,
    name: string,
    capacity = person.hasSession ? this.capacity : TUTORIAL_CAPACITY,
  ): Promise<JoinReply> {
    this.emit('asked', { person, room: name })
    const entry = await this.directory.enter(person.id, name, capacity)
    if (entry.keptOut) {
      this.emit('keptOut', { person, room: name, by: entry.keptOut })
      return refusal(entry.keptOut, `Room ${name} is ${entry.keptOut === 'room-full' ? 'full' : 'locked'}.`)
    }
    const { room, isNew, others, left } = entry
    if (left) this.emit('left', { ...left, person, how: 'left' })
    const isAgain = this.#expectedAgain.delete(person)
    if (isNew || isAgain) this.emit('joined', { person, room: room.name, others: others.map(({ id }) => id) })
    return {
      ok: true,
      room: room.name,
      id: person.id,
      initiator: others.length === 0,
      ...(room.isLocked && { locked: true }),
      peers: others.map(asSeen),
    }
  }

  /** Another page of theirs enters the room in which they still are: the others are told that they joined. */
  expectAgain(person: Person): void {
    this.#expectedAgain.add(person)
  }

  /** Takes a person out of their room, if any. */
  async leave(person: Person, how: HowLeft = 'left'): Promise<void> {
    this.#expectedAgain.delete(person)
    const left = await this.directory.leave(person.id)
    if (left) this.emit('left', { ...left, person, how })
  }

  async lock(person: Person, isLocked: boolean): Promise<Reply> {
    const result = await this.directory.lock(person.id, isLocked)
    if (!result) return refusal('not-in-room', 'Join a room before locking it.')
    if (result.wasLocked !== isLocked) this.emit('locked', { by: person, members: result.members, isLocked })
    return OK
  }

  async rename(person: Person, name: string): Promise<void> {
    const before = person.name
    if (name === before) return
    await this.directory.rename(person.id, name)
    person.name = name
    this.emit('renamed', { person, before })
  }

  /** A page that is closed, or loaded anew, is in no room; the person may come back. */
  async closePage(person: Person): Promise<void> {
    await this.leave(person, 'closed')
    this.emit('closed', person)
  }

  /** Forgets a person who went, or who stayed away for too long. */
  async dismiss(person: Person, how: HowLeft = 'left'): Promise<void> {
    await this.leave(person, how)
    this.emit('closed', person)
    if (await this.directory.remove(person.id)) this.emit('went', person)
  }
}
