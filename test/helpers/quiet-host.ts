import { vi } from 'vitest'
import { Calls } from '../../main/host/calls.js'
import { FileLinks } from '../../main/host/file-links.js'
import type { HostParts } from '../../main/host/host-parts.js'
import { Membership } from '../../main/host/membership.js'
import { MemoryDirectory, MemoryMailbox } from '../../main/host/memory.js'
import type { Packet } from '../../main/host/packet.js'
import { Person } from '../../main/host/person.js'
import { PersonLimit } from '../../main/host/person-limit.js'
import { MemoryRings } from '../../main/host/rings.js'

/** Members of a room that somebody makes. */
const CAPACITY = 2
/** Chat messages and rings that one person may send in a while. */
const FLOOD = 5

/** The connection of a pretend page, which keeps what it gets. */
class PretendLine {
  readonly connected = true
  readonly rooms = new Set<string>()
  readonly got: unknown[][] = []
  readonly disconnect = vi.fn()
  readonly gather = vi.fn()

  constructor(readonly id: string) {}

  emit(...packet: unknown[]): void {
    this.got.push(packet)
  }

  send({ text }: Packet): void {
    this.got.push(JSON.parse(text.slice(1)))
  }

  sendSoon(packet: Packet): void {
    this.send(packet)
  }

  join(room: string): void {
    this.rooms.add(room)
  }

  leave(room: string): void {
    this.rooms.delete(room)
  }
}

/** All of a host that deals with people and rooms, without a socket: nobody hears anything but by `received`. */
export class QuietHost {
  readonly directory = new MemoryDirectory()
  readonly membership = new Membership(this.directory, CAPACITY)
  readonly mailbox: MemoryMailbox
  readonly rings = new MemoryRings(1_000, (ring) => this.calls.unanswered(ring))
  /** Told when a ring begins or ends. */
  readonly ringsChanged = vi.fn()
  readonly calls: Calls
  readonly addresses: string[] = []
  readonly #lines: PretendLine[] = []

  constructor() {
    this.mailbox = new MemoryMailbox({ to: (rooms) => this.#broadcast([rooms].flat()) })
    this.calls = new Calls(this.directory, this.mailbox, this.membership, this.rings, this.ringsChanged)
  }

  /** What contracts and dialects act on, as far as they do in these tests. */
  get parts(): HostParts {
    const { directory, membership, mailbox, calls } = this
    const floods = new PersonLimit(FLOOD, 60)
    const fileLinks = new FileLinks()
    const parts: Partial<HostParts> = { directory, membership, mailbox, calls, floods, fileLinks }
    return { ...parts, relayFor: () => undefined, lanAddresses: () => this.addresses } as HostParts
  }

  /** Someone comes, with a name, which is their id as well. */
  async come(name: string): Promise<Person> {
    const person = new Person(name)
    person.name = name
    person.address = '192.168.1.5'
    this.#lines.push(new PretendLine(`line-${name}`))
    await this.membership.come(person)
    await this.mailbox.open(name)
    this.comeBack(name)
    return person
  }

  /** Their connection is lost; they may come back. */
  lose(name: string): void {
    this.mailbox.detach(name)
  }

  comeBack(name: string): void {
    this.mailbox.attach(name, this.#line(name))
  }

  /** What this person got since the last call. */
  received(name: string): unknown[][] {
    return this.#line(name).got.splice(0)
  }

  isInLobby(name: string): boolean {
    return this.#line(name).rooms.has('lobby')
  }

  #line(name: string): PretendLine {
    const line = this.#lines.find(({ id }) => id === `line-${name}`)
    if (!line) throw new Error(`${name} never came.`)
    return line
  }

  #broadcast(rooms: string[]) {
    const isIn = ({ id, rooms: own }: PretendLine) => rooms.some((room) => room === id || own.has(room))
    const emitTo = (lines: PretendLine[]) => ({
      emit: (...packet: unknown[]) => lines.forEach((line) => void line.got.push(packet)),
    })
    const lines = this.#lines.filter(isIn)
    const except = (others: string | string[]) =>
      emitTo(lines.filter((line) => ![others].flat().some((room) => line.rooms.has(room))))
    return { ...emitTo(lines), except }
  }
}
