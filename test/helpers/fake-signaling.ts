import { setImmediate as later } from 'node:timers/promises'
import { signal } from '@preact/signals-core'
import { vi } from 'vitest'
import { Emitter } from '../../common/emitter.js'
import type { Joined, OutgoingSignal, Peer } from '../../common/protocol.js'
import type { OutgoingCall } from '../../common/ring.js'
import { CallError, type CallErrorCode } from '../../renderer/call/errors.js'
import type { OnJoined, Signaling, SignalingEvents, SignalingState } from '../../renderer/call/signaling/signaling.js'

/** A host as far as calls need one: rooms, and what their members tell each other. All of it lies in this process. */
export class FakeHost {
  readonly #pages: FakeSignaling[] = []
  #isAway = false
  readonly #locked = new Set<string>()
  /** Whom it lets into no room, and why. */
  readonly refusals = new Map<string, CallErrorCode>()
  /** While set, whoever asks for a room waits. */
  gate: Promise<void> | undefined

  /** The connection of a person's page. It takes the place of one that they had before, of which nobody is told. */
  page(name: string, id = name.toLowerCase()): FakeSignaling {
    const page = new FakeSignaling(this, { id, name })
    const before = this.#pages.findIndex(({ self }) => self.id === id)
    if (before !== -1) this.#pages.splice(before, 1)
    this.#pages.push(page)
    return page
  }

  get isAway(): boolean {
    return this.#isAway
  }

  /** Ends without a word, and forgets who was in which room. */
  kill(): void {
    this.#isAway = true
    this.#locked.clear()
    for (const page of this.#pages) {
      page.room = ''
      page.enter('reconnecting')
    }
  }

  /** Is there again. Pages come back in the order in which they first came. */
  start(): void {
    this.#isAway = false
    for (const page of this.#pages) page.enter('connected')
  }

  /** Tells the others that the connection of this page stayed away. */
  lose(page: FakeSignaling): void {
    const { room } = page
    page.room = ''
    for (const other of this.inRoom(room)) other.hear('left', { ...page.self, lost: true })
  }

  inRoom(room: string): FakeSignaling[] {
    return room === '' ? [] : this.#pages.filter((page) => page.room === room)
  }

  find(id: string): FakeSignaling | undefined {
    return this.#pages.find(({ self }) => self.id === id)
  }

  /** Whether this page gets no answer, which shows only later. */
  isSilentTo(page: FakeSignaling): boolean {
    return this.#isAway || this.refusals.get(page.self.id) === 'host-silent'
  }

  admit(page: FakeSignaling, room: string): Joined {
    const code = this.#isAway ? 'host-silent' : this.refusals.get(page.self.id)
    if (code) throw new CallError(code, code)
    const others = this.inRoom(room).filter((other) => other !== page)
    const isNew = page.room !== room
    page.room = room
    if (isNew) for (const other of others) other.hear('join', page.self)
    const locked = this.#locked.has(room)
    const peers = others.map(({ self }) => self)
    return { ok: true, room, id: page.self.id, initiator: peers.length === 0, ...(locked && { locked }), peers }
  }

  dismiss(page: FakeSignaling): void {
    const { room } = page
    page.room = ''
    if (!this.#isAway) for (const other of this.inRoom(room)) other.hear('left', page.self)
  }

  setLock(page: FakeSignaling, locked: boolean): void {
    if (locked) this.#locked.add(page.room)
    else this.#locked.delete(page.room)
    for (const other of this.inRoom(page.room)) other.hear('locked', { locked, by: page.self })
  }
}

/** What a page has of Signaling, at a fake host. */
export class FakeSignaling extends Emitter<SignalingEvents> {
  readonly origin = 'http://localhost:8080'
  readonly state = signal<SignalingState>('connected')
  readonly refusal = signal<CallError | undefined>(undefined)
  room = ''
  /** The types of the descriptions that were sent. */
  readonly sent: string[] = []
  readonly log = { introduce: vi.fn(), add: vi.fn() }
  readonly refuse = vi.fn()
  readonly rename = vi.fn()
  readonly knock = vi.fn(async () => this.enter('connected'))
  readonly wake = vi.fn()
  readonly relocate = vi.fn()
  readonly close = vi.fn()

  constructor(
    private readonly host: FakeHost,
    public self: Peer,
  ) {
    super()
  }

  /** As the engine takes it. */
  get signaling(): Signaling {
    return this as unknown as Signaling
  }

  hear<E extends keyof SignalingEvents>(event: E, payload: SignalingEvents[E]): void {
    this.emit(event, payload)
  }

  enter(state: SignalingState): void {
    this.state.value = state
    if (state === 'connected') this.emit('connected', undefined)
  }

  turnAway(error: CallError): void {
    this.refusal.value = error
    this.state.value = 'turned-away'
    this.emit('turned-away', error)
  }

  async join(room: string, onJoined: OnJoined): Promise<void> {
    await this.host.gate
    if (this.host.isSilentTo(this)) await later()
    onJoined(this.host.admit(this, room))
  }

  async call({ to, audioOnly = false }: OutgoingCall, onJoined: OnJoined): Promise<void> {
    const room = `with-${to}`
    await this.join(room, onJoined)
    this.host.find(to)?.hear('call', { from: this.self, room, audioOnly })
  }

  async chat(message: string): Promise<void> {
    if (this.host.isAway) throw new CallError('host-silent', 'The host gave no answer.')
    for (const page of this.host.inRoom(this.room)) {
      page.hear('message', { message, author: this.self.name, from: this.self.id, at: 0 })
    }
  }

  async lock(locked: boolean): Promise<void> {
    if (this.host.isAway) throw new CallError('host-silent', 'The host gave no answer.')
    this.host.setLock(this, locked)
  }

  leave(): void {
    this.host.dismiss(this)
  }

  send({ to, ...signal }: OutgoingSignal): void {
    if (signal.description) this.sent.push(signal.description.type)
    const { room } = this
    queueMicrotask(() => {
      const target = this.host.find(to)
      if (!this.host.isAway && target?.room === room) target.hear('signal', { from: this.self.id, ...signal })
    })
  }
}
