import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { Random } from '../random.js'
import { Checker } from './checker.js'
import { ANSWER_WITHIN_MS, Client } from './client.js'
import { nextStep, type Step } from './mix.js'
import type { ViolationCount } from './violations.js'

/** What is timed apart: requests by their outcome, and opening a connection. */
export const TIMED = ['created', 'joined', 'again', 'full', 'left', 'reconnect'] as const

/** What one thread does: all clients that ever ask for its rooms are its own. */
export interface Plan {
  url: string
  clients: number
  rooms: string[]
  requests: number
  capacity: number
  /** Requests under way at one time. */
  inFlight: number
  seed: number
}

/** What clients did so far. */
export interface Tally {
  connected: number
  sent: number
  answered: number
  /** Cut off on purpose before the answer. */
  cut: number
  /** In microseconds. */
  durations: Record<(typeof TIMED)[number], RecordableHistogram>
  /** Times of the requests answered since the last tally. */
  recent: RecordableHistogram
  violations: ViolationCount[]
}

/** For microseconds, exact to 1 %, up to 134 s, which is longer than any request waits. */
export const newHistogram = () => createHistogram({ lowest: 1, highest: 2 ** 27, figures: 2 })

export const newTally = (): Tally => ({
  ...{ connected: 0, sent: 0, answered: 0, cut: 0, violations: [] },
  durations: Object.fromEntries(TIMED.map((kind) => [kind, newHistogram()])) as Tally['durations'],
  recent: newHistogram(),
})

/** Connections being opened or ended at one time. */
const CONNECTING = 64
/** How long a host may take to notice that the last ones are gone: its heartbeat's interval and patience, and some. */
const NOTICED_WITHIN_MS = 15_000
const RETRY_MS = 100

/** Drives many clients at a few rooms, and checks and times what they get. */
export class Driver {
  readonly #checker: Checker
  readonly #clients: Client[]
  /** Those with nothing under way. */
  readonly #idle: Client[] = []
  readonly #random: Random
  readonly #tally = newTally()

  constructor(private readonly plan: Plan) {
    const checker = new Checker(plan.capacity)
    this.#checker = checker
    this.#random = new Random(plan.seed)
    this.#clients = Array.from(
      { length: plan.clients },
      (_, number) => new Client(plan.url, number, checker, new Random(plan.seed, number + 1)),
    )
  }

  tally(): Tally {
    const connected = this.#clients.filter(({ isConnected }) => isConnected).length
    const tally = { ...this.#tally, connected, violations: this.#checker.violations.toArray() }
    this.#tally.recent = newHistogram()
    return tally
  }

  /** Rejects where a client is not let in. */
  async connect(): Promise<void> {
    await this.#forEach(async (client) => {
      await client.connect()
      this.#idle.push(client)
    })
  }

  /**
   * Sends the requests of the plan, each by some client that has none under way, and waits for all answers. Rejects
   * where a client that was cut is not let in again.
   */
  async run(): Promise<void> {
    const until = this.#tally.sent + this.plan.requests
    await inParallel(Math.min(this.plan.inFlight, this.plan.clients), async () => {
      while (this.#tally.sent < until) {
        const client = this.#takeIdle()
        await this.#take(client, nextStep(client.random, this.plan.rooms, client.room))
        this.#idle.push(client)
      }
    })
  }

  /** Takes all clients off the host, and then looks whether anyone is left in a room. */
  async finish(): Promise<void> {
    await this.#forEach((client) => client.disconnect('goodbye'))
    const newcomer = io(this.plan.url, { transports: ['websocket'], forceNew: true })
    const deadline = performance.now() + NOTICED_WITHIN_MS
    for (const room of this.plan.rooms) {
      let people = await othersIn(newcomer, room)
      while (people > 0 && performance.now() < deadline) {
        await delay(RETRY_MS)
        people = await othersIn(newcomer, room)
      }
      if (people > 0) this.#checker.leftOver(room, people)
    }
    newcomer.disconnect()
  }

  async #forEach(act: (client: Client) => Promise<void>): Promise<void> {
    const waiting = this.#clients.values()
    await inParallel(CONNECTING, async () => {
      for (const client of waiting) await act(client)
    })
  }

  #takeIdle(): Client {
    const index = this.#random.below(this.#idle.length)
    const [client] = this.#idle.splice(index, 1)
    if (!client) throw new Error('more requests under way than clients')
    return client
  }

  async #take(client: Client, step: Step): Promise<void> {
    if (!client.isConnected) await this.#reconnect(client)
    switch (step.do) {
      case 'join':
        return this.#request(client, step.room)
      case 'leave':
        return this.#request(client, undefined)
      case 'reconnect':
        await client.disconnect(step.how)
        return this.#reconnect(client)
      case 'join and reset': {
        const reset = setTimeout(() => void client.disconnect('reset'), step.afterMs)
        await this.#request(client, step.room)
        clearTimeout(reset)
        return this.#reconnect(client)
      }
    }
  }

  async #request(client: Client, room: string | undefined): Promise<void> {
    const sentAt = performance.now()
    this.#tally.sent++
    const ending = await client.request(room)
    const duration = microsecondsSince(sentAt)
    if (ending === 'cut') this.#tally.cut++
    if (ending === 'cut' || ending === 'missing') return
    this.#tally.answered++
    this.#tally.recent.record(duration)
    if (ending !== 'wrong') this.#tally.durations[ending].record(duration)
  }

  async #reconnect(client: Client): Promise<void> {
    await client.disconnect('reset')
    const startedAt = performance.now()
    await client.connect()
    this.#tally.durations.reconnect.record(microsecondsSince(startedAt))
  }
}

const microsecondsSince = (from: number) => Math.max(1, Math.round((performance.now() - from) * 1000))

/** How many are in the room; a full one counts as one with one person in it, for it does not tell. */
async function othersIn(newcomer: Socket, room: string): Promise<number> {
  const asked = newcomer.timeout(ANSWER_WITHIN_MS).emitWithAck('create or join', room)
  const reply = await asked.catch(() => {
    throw new Error(`The host did not answer a newcomer in ${room}.`)
  })
  if (reply.ok) return reply.peers.length
  if (reply.code === 'room-full') return 1
  throw new Error(`The host answered "${reply.message}" to a newcomer in ${room}.`)
}

async function inParallel(count: number, act: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, act))
}
