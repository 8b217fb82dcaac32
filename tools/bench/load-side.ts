import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Histogram } from './histogram.js'
import { type Command, LATENCY_KINDS, type LatencyKind, type LoadPlan, type Report, type Tally } from './messages.js'
import type { Options } from './options.js'
import { type Usage, usageOf } from './process-usage.js'
import { Violations } from './violations.js'

const SCRIPT = fileURLToPath(new URL('./load-process.ts', import.meta.url))

/** What all clients together did. */
export interface Result {
  sent: number
  answered: number
  cut: number
  latencies: Map<LatencyKind, Histogram>
  violations: Violations
}

/**
 * The processes that hold the clients. Each has rooms of its own, so that all that is to be known of a room is known in
 * one process, by one clock.
 */
export class LoadSide {
  readonly #processes: { child: ChildProcess; connected: number; tally: Tally | undefined }[] = []
  #sinceTaken = new Histogram()

  constructor(options: Options, url: string) {
    for (let index = 0; index < options.processes; index++) {
      const child = fork(SCRIPT, { serialization: 'advanced' })
      const member = { child, connected: 0, tally: undefined as Tally | undefined }
      child.on('message', (report: Report) => {
        if (report.tell === 'done') member.tally = report.tally
        if (report.tell !== 'tick') return
        member.connected = report.tick.connected
        this.#sinceTaken.merge(report.tick.latencies)
      })
      this.#processes.push(member)
      child.send({ do: 'prepare', plan: planFor(index, options, url) } satisfies Command)
    }
    process.once('exit', () => {
      for (const { child } of this.#processes) child.kill('SIGKILL')
    })
  }

  /** Has all processes do one thing. Rejects with a sentence where one cannot. */
  async all(step: 'connect' | 'run' | 'finish'): Promise<void> {
    await Promise.all(this.#processes.map(({ child }) => obeyed(child, { do: step })))
  }

  get connected(): number {
    return this.#processes.reduce((sum, { connected }) => sum + connected, 0)
  }

  /** How long the room requests took that were answered since the last call, in microseconds. */
  take(): Histogram {
    const taken = this.#sinceTaken
    this.#sinceTaken = new Histogram()
    return taken
  }

  /** Of all processes together. */
  async usage(): Promise<Usage | undefined> {
    const sum: Usage = { memory: 0, cpuSeconds: 0 }
    for (const { child } of this.#processes) {
      const usage = await usageOf(child.pid ?? 0)
      if (!usage) return undefined
      sum.memory += usage.memory
      sum.cpuSeconds += usage.cpuSeconds
    }
    return sum
  }

  /** As of the last step that was done. */
  result(): Result {
    const result: Result = {
      sent: 0,
      answered: 0,
      cut: 0,
      latencies: new Map(LATENCY_KINDS.map((kind) => [kind, new Histogram()])),
      violations: new Violations(),
    }
    for (const { tally } of this.#processes) {
      if (!tally) continue
      result.sent += tally.sent
      result.answered += tally.answered
      result.cut += tally.cut
      for (const [kind, histogram] of result.latencies) histogram.merge(tally.latencies[kind])
      result.violations.merge(tally.violations)
    }
    return result
  }

  stop(): void {
    for (const { child } of this.#processes) if (child.connected) child.disconnect()
  }
}

/** What process `index` has of the whole. */
function planFor(index: number, options: Options, url: string): LoadPlan {
  const { processes, capacity, seed } = options
  const share = (total: number) => Math.floor(total / processes) + (index < total % processes ? 1 : 0)
  const rooms = Array.from({ length: share(options.rooms) }, (_, room) => `bench-${room * processes + index}`)
  return {
    url,
    rooms,
    capacity,
    clients: share(options.clients),
    requests: share(options.requests),
    inFlight: Math.max(1, share(options.inFlight)),
    seed: seed + index * 0x9e3779b9,
  }
}

async function obeyed(child: ChildProcess, command: Command): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of clients ended with exit code ${code}.`)
  })
  const done = new Promise<void>((resolve, reject) => {
    const hear = (report: Report) => {
      if (report.tell === 'tick') return
      child.off('message', hear)
      if (report.tell === 'done') resolve()
      else reject(new Error(report.message))
    }
    child.on('message', hear)
  })
  child.send(command)
  await Promise.race([done, ended])
}
