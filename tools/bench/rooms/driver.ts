import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { Histogram, type SparseHistogram } from '../histogram.js'
import { Random } from '../random.js'
import { Checker, type Outcome } from './checker.js'
import { Client } from './client.js'
import { nextStep, type Step } from './mix.js'
import type { ViolationCount } from './violations.js'

/** What is timed apart: requests by their outcome, and opening a connection. */
export const TIMED = ['created', 'joined', 'again', 'full', 'left', 'reconnect'] as const satisfies (
  | Outcome
  | 'reconnect'
)[]
export type Timed = (typeof TIMED)[number]

/** What one process does: all clients that ever ask for its rooms are its own. */
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

/** Since the last look; the durations are of room requests. */
export interface Tick {
  connected: number
  durations: SparseHistogram
}

export interface Tally {
  sent: number
  answered: number
  /** Cut off on purpose before the answer. */
  cut: number
  durations: Record<Timed, SparseHistogram>
  violations: ViolationCount[]
}

/** Connections being opened or ended at one time. */
const CONNECTING = 64
/** How long a host may take to notice that the last ones are gone: its heartbeat's interval and patience, and some. */
const NOTICED_WITHIN_MS = 15_000
const RETRY_MS = 100
const ANSWER_WITHIN_MS = 30_000

/** A client with the chance that decides what it does. */
interface Player {
  readonly client: Client
  readonly random: Random
}

/** Drives many clients at a few rooms, and checks and times what they get. */
export class Driver {
  readonly #checker: Checker
  readonly #players: Player[]
  /** Those with nothing under way. */
  readonly #idle: Player[] = []
  readonly #random: Random
  readonly #durations = new Map<Timed, Histogram>(TIMED.map((kind) => [kind, new Histogram()]))
  readonly #sinceTick = new Histogram()
  readonly #counts = { sent: 0, answered: 0, cut: 0 }

  constructor(private readonly plan: Plan) {
    const checker = new Checker(plan.capacity)
    this.#checker = checker
    this.#random = new Random(plan.seed)
    this.#players = Array.from({ length: plan.clients }, (_, number) => ({
      client: new Client(plan.url, number, checker),
      random: new Random(plan.seed, number + 1),
    }))
  }

  tick(): Tick {
    const connected = this.#players.filter(({ client }) => client.isConnected).length
    const tick = { connected, durations: this.#sinceTick.toSparse() }
    this.#sinceTick.clear()
    return tick
  }

  tally(): Tally {
    const durations = Object.fromEntries([...this.#durations].map(([kind, histogram]) => [kind, histogram.toSparse()]))
    const violations = this.#checker.violations.toArray()
    return { ...this.#counts, durations: durations as Tally['durations'], violations }
  }

  /** Rejects where a client is not let in. */
  async connect(): Promise<void> {
    await this.#forEach(async (player) => {
      await player.client.connect()
      this.#idle.push(player)
    })
  }

  /**
   * Sends the requests of the plan, each by some client that has none under way, and waits for all answers. Rejects
   * where a client that was cut is not let in again.
   */
  async run(): Promise<void> {
    await inParallel(Math.min(this.plan.inFlight, this.plan.clients), async () => {
      while (this.#counts.sent < this.plan.requests) {
        const player = this.#takeIdle()
        await this.#take(player.client, nextStep(player.random, this.plan.rooms, player.client.room))
        this.#idle.push(player)
      }
    })
  }

  /** Takes all clients off the host, and then looks whether anyone is left in a room. */
  async finish(): Promise<void> {
    await this.#forEach(({ client }) => client.disconnect('goodbye'))
    const newcomer = io(this.plan.url, { transports: ['websocket'], forceNew: true })
    const deadline = performance.now() + NOTICED_WITHIN_MS
    try {
      for (const room of this.plan.rooms) {
        let people = await othersIn(newcomer, room)
        while (people > 0 && performance.now() < deadline) {
          await delay(RETRY_MS)
          people = await othersIn(newcomer, room)
        }
        if (people > 0) this.#checker.leftOver(room, people)
      }
    } finally {
      newcomer.disconnect()
    }
  }

  async #forEach(act: (player: Player) => Promise<void>): Promise<void> {
    const waiting = [...this.#players]
    await inParallel(CONNECTING, async () => {
      for (let player = waiting.shift(); player; player = waiting.shift()) await act(player)
    })
  }

  #takeIdle(): Player {
    const index = this.#random.below(this.#idle.length)
    const player = this.#idle[index]
    const last = this.#idle.pop()
    if (!player || !last) throw new Error('more requests under way than clients')
    if (player !== last) this.#idle[index] = last
    return player
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
    this.#counts.sent++
    const ending = await client.request(room)
    const microseconds = (performance.now() - sentAt) * 1000
    if (ending === 'missing') return
    if (ending === 'cut') {
      this.#counts.cut++
      return
    }
    this.#counts.answered++
    this.#sinceTick.add(microseconds)
    if (ending !== 'wrong') this.#durations.get(ending)?.add(microseconds)
  }

  async #reconnect(client: Client): Promise<void> {
    await client.disconnect('reset')
    const startedAt = performance.now()
    await client.connect()
    this.#durations.get('reconnect')?.add((performance.now() - startedAt) * 1000)
  }
}

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
