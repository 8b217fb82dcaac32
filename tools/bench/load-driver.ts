import { Checker } from './checker.js'
import { Histogram } from './histogram.js'
import { Member } from './member.js'
import { LATENCY_KINDS, type LatencyKind, type LoadPlan, type Tally, type Tick } from './messages.js'
import { nextStep, type Step } from './mix.js'
import { findLeftOver } from './probe.js'
import { Random } from './random.js'

/** Connections being opened or ended at one time. */
const CONNECTING = 64

/** A client with the chance that decides what it does. */
interface Player {
  readonly member: Member
  readonly random: Random
}

/** Drives many clients at a few rooms, and checks and times what they get. */
export class LoadDriver {
  readonly #checker: Checker
  readonly #players: Player[] = []
  /** Those with nothing under way. */
  readonly #idle: Player[] = []
  readonly #random: Random
  readonly #latencies = new Map<LatencyKind, Histogram>(LATENCY_KINDS.map((kind) => [kind, new Histogram()]))
  readonly #sinceTick = new Histogram()
  readonly #counts = { sent: 0, answered: 0, cut: 0 }

  constructor(private readonly plan: LoadPlan) {
    this.#checker = new Checker(plan.capacity)
    this.#random = new Random(plan.seed)
    for (let number = 0; number < plan.clients; number++) {
      const member = new Member(plan.url, number, this.#checker)
      this.#players.push({ member, random: new Random(plan.seed, number + 1) })
    }
  }

  tick(): Tick {
    const connected = this.#players.reduce((sum, { member }) => sum + Number(member.isConnected), 0)
    const tick = { connected, latencies: this.#sinceTick.toSparse() }
    this.#sinceTick.clear()
    return tick
  }

  tally(): Tally {
    const latencies = Object.fromEntries([...this.#latencies].map(([kind, histogram]) => [kind, histogram.toSparse()]))
    return {
      ...this.#counts,
      latencies: latencies as Tally['latencies'],
      violations: this.#checker.violations.toArray(),
    }
  }

  /** Rejects where a client is not let in. */
  async connect(): Promise<void> {
    await this.#forEach(async (player) => {
      await player.member.connect()
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
        await this.#take(player.member, nextStep(player.random, this.plan.rooms, player.member.room))
        this.#idle.push(player)
      }
    })
  }

  /** Takes all clients off the host, and then looks whether anyone is left in a room. */
  async finish(): Promise<void> {
    await this.#forEach(({ member }) => member.disconnect('goodbye'))
    for (const { room, people } of await findLeftOver(this.plan.url, this.plan.rooms)) {
      this.#checker.leftOver(room, people)
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

  async #take(member: Member, step: Step): Promise<void> {
    if (!member.isConnected) await this.#reconnect(member)
    switch (step.do) {
      case 'join':
        return this.#request(member, step.room)
      case 'leave':
        return this.#request(member, undefined)
      case 'reconnect':
        await member.disconnect(step.how)
        return this.#reconnect(member)
      case 'join and reset': {
        const reset = setTimeout(() => void member.disconnect('reset'), step.afterMs)
        await this.#request(member, step.room)
        clearTimeout(reset)
        await member.disconnect('reset')
        return this.#reconnect(member)
      }
    }
  }

  async #request(member: Member, room: string | undefined): Promise<void> {
    const sentAt = performance.now()
    this.#counts.sent++
    const ending = await member.request(room)
    const microseconds = (performance.now() - sentAt) * 1000
    if (ending === 'missing') return
    if (ending === 'cut') {
      this.#counts.cut++
      return
    }
    this.#counts.answered++
    this.#sinceTick.add(microseconds)
    if (ending !== 'wrong') this.#latencies.get(ending)?.add(microseconds)
  }

  async #reconnect(member: Member): Promise<void> {
    await member.disconnect('reset')
    const startedAt = performance.now()
    await member.connect()
    this.#latencies.get('reconnect')?.add((performance.now() - startedAt) * 1000)
  }
}

async function inParallel(count: number, act: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, act))
}
