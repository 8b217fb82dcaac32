import { effect, type ReadonlySignal, signal } from '@preact/signals'
import * as v from 'valibot'
import { readAs } from '../../common/schema.js'
import type { Devices } from '../call/devices/devices.js'
import type { Calling } from './calling.js'
import type { Goal } from './goal.js'
import type { HostConnection } from './host-connection.js'
import type { Sessions } from './session.js'
import { CALLS, storage } from './storage.js'

type RoomGoal = Extract<Goal, { kind: 'room' }>

/** A call that a page of this browser is in: which page, at which host, in which room, and under which name. */
const Entry = v.object({ page: v.string(), origin: v.string(), room: v.string(), name: v.string() })
type Entry = v.InferOutput<typeof Entry>
const Entries = v.array(Entry)

const Message = v.variant('type', [
  /** The page `by` goes on with the call of this page. */
  v.object({ type: v.literal('take'), page: v.string(), by: v.string() }),
  /** The page that was asked has left the call, and this is how it was in it. */
  v.object({
    type: v.literal('given'),
    by: v.string(),
    session: v.string(),
    microphone: v.boolean(),
    camera: v.boolean(),
  }),
])
type Message = v.InferOutput<typeof Message>
type Given = Extract<Message, { type: 'given' }>

/** What is moved, and what moves it. */
export interface Page {
  readonly calling: Calling
  readonly host: HostConnection
  readonly devices: Devices
  readonly name: ReadonlySignal<string>
  enter(goal: Goal): Promise<void>
  leave(): void
  retryHost(): void
}

/** How long a page that is there may take to leave its call. */
const GIVEN_WITHIN_MS = 2_000

/**
 * The tabs of one browser that are in calls. Whoever goes into a room where another tab is already, under the same name, is
 * asked whether to go on here: then the call moves, with the session, so that to the others it is the same person. Under
 * another name two tabs are two people.
 */
export class OtherTabs {
  /** What the person is to decide: whether to go on here with the call of another tab. */
  readonly request = signal<RoomGoal | undefined>(undefined)
  readonly #channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('lanline.calls')

  constructor(
    private readonly page: Page,
    private readonly sessions: Sessions,
  ) {
    this.#channel?.addEventListener('message', ({ data }) => {
      const message = readAs(Message, data)
      if (message?.type === 'take' && message.page === sessions.owner) this.#give(message.by)
    })
    effect(() => this.#note(this.#own()))
  }

  /** Asks the person where another tab is in this room under their name; gives whether that is so. */
  async ask(goal: RoomGoal): Promise<boolean> {
    const entry = await this.#entryOf(goal)
    if (entry) this.request.value = goal
    return entry !== undefined
  }

  readonly dismiss = (): void => {
    this.request.value = undefined
  }

  /** Goes in beside the other tab, as another person. */
  readonly joinBeside = async (): Promise<void> => {
    const goal = this.#settle()
    if (goal) await this.page.enter(goal)
  }

  /** Has the call moved into this tab. */
  readonly continueHere = async (): Promise<void> => {
    const goal = this.#settle()
    if (goal) await this.bringBack(goal)
  }

  /** Has the call moved into this tab from whichever has it; where none has it any more, joins it anew. */
  async bringBack(goal: RoomGoal): Promise<void> {
    const { page } = this
    const entry = await this.#entryOf(goal)
    const given = entry && (await this.#take(entry))
    if (given) {
      page.host.close()
      this.sessions.adopt(page.host.view.peek().origin, given.session)
      if (!given.microphone) void page.devices.microphone.turn(false)
      if (!given.camera) void page.devices.camera.turn(false)
      page.calling.isAfterMove = true
    }
    void page.devices.start()
    await page.enter(goal)
  }

  /** Leaves the call to the other tab, and goes back to the start. */
  leave(): void {
    this.page.leave()
    this.page.retryHost()
    void this.page.devices.start()
  }

  /** Tells when a call that another tab has taken is over there, until the function that comes back is called. */
  onOver(room: string, tell: () => void): () => void {
    const look = () => {
      if (!read().some((entry) => entry.room === room)) tell()
    }
    addEventListener('storage', look)
    return () => removeEventListener('storage', look)
  }

  #settle(): RoomGoal | undefined {
    const goal = this.request.peek()
    this.dismiss()
    return goal
  }

  /** The call that this page is in. */
  #own(): Entry | undefined {
    const { calling, host, name } = this.page
    const screen = calling.screen.value
    if (screen.kind !== 'call' || screen.goal.kind !== 'room') return undefined
    return {
      page: this.sessions.owner,
      origin: host.view.value.origin,
      room: screen.goal.room,
      name: name.value.trim(),
    }
  }

  #note(own: Entry | undefined): void {
    const entries = read().filter(({ page }) => page !== this.sessions.owner)
    write(own ? [...entries, own] : entries)
  }

  /** Another page that is in this room under this name. Of one that has crashed nothing is left. */
  async #entryOf({ room }: RoomGoal): Promise<Entry | undefined> {
    const { host, name } = this.page
    const { origin } = host.view.peek()
    const [own, others] = [name.peek().trim(), read().filter(({ page }) => page !== this.sessions.owner)]
    const entry = others.find((other) => other.origin === origin && other.room === room && other.name === own)
    if (!entry || (await this.sessions.isThere(entry.page))) return entry
    write(read().filter(({ page }) => page !== entry.page))
    return undefined
  }

  /** Has another page leave its call; undefined where it does not. */
  #take({ page }: Entry): Promise<Given | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(undefined), GIVEN_WITHIN_MS)
      const onMessage = ({ data }: MessageEvent) => {
        const message = readAs(Message, data)
        if (message?.type === 'given' && message.by === this.sessions.owner) finish(message)
      }
      const finish = (given: Given | undefined) => {
        clearTimeout(timer)
        this.#channel?.removeEventListener('message', onMessage)
        resolve(given)
      }
      this.#channel?.addEventListener('message', onMessage)
      this.#send({ type: 'take', page, by: this.sessions.owner })
    })
  }

  /** Leaves the call, and the host with it: the other page is there now under the same session. */
  #give(by: string): void {
    const { calling, host, devices } = this.page
    const { value: screen } = calling.screen
    if (screen.kind !== 'call' || screen.goal.kind !== 'room') return
    const wanted = { microphone: devices.microphone.wanted.peek(), camera: devices.camera.wanted.peek() }
    const session = this.sessions.give(host.view.peek().origin)
    calling.closePage({ kind: 'elsewhere', goal: screen.goal })
    host.close()
    devices.rest()
    this.#send({ type: 'given', by, session, ...wanted })
  }

  #send(message: Message): void {
    this.#channel?.postMessage(message)
  }
}

function read(): readonly Entry[] {
  try {
    return readAs(Entries, JSON.parse(storage.get(CALLS) || '[]')) ?? []
  } catch {
    return []
  }
}

function write(entries: readonly Entry[]): void {
  if (entries.length > 0) storage.set(CALLS, JSON.stringify(entries))
  else storage.remove(CALLS)
}
