import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Histogram } from '../histogram.js'
import { type Usage, usageOf } from '../process-usage.js'
import { type Plan, type Tally, TIMED, type Timed } from './driver.js'
import type { Report, Step } from './load-process.js'
import { Violations } from './violations.js'

const SCRIPT = fileURLToPath(new URL('./load-process.ts', import.meta.url))

/** What all clients together did. */
export interface Result {
  sent: number
  answered: number
  cut: number
  durations: Map<Timed, Histogram>
  violations: Violations
}

interface LoadProcess {
  readonly child: ChildProcess
  connected: number
  tally?: Tally
}

/** The processes that hold the clients, one for each plan. */
export class Load {
  readonly #processes: LoadProcess[] = []
  #sinceTaken = new Histogram()

  constructor(plans: readonly Plan[]) {
    for (const plan of plans) {
      const child = fork(SCRIPT, [JSON.stringify(plan)])
      const one: LoadProcess = { child, connected: 0 }
      child.on('message', (report: Report) => {
        if ('done' in report) one.tally = report.done
        if (!('tick' in report)) return
        one.connected = report.tick.connected
        this.#sinceTaken.merge(report.tick.durations)
      })
      this.#processes.push(one)
      process.once('exit', () => child.kill('SIGKILL'))
    }
  }

  /** Has all processes take one step. Rejects with a sentence where one cannot. */
  async all(step: Step): Promise<void> {
    await Promise.all(this.#processes.map(({ child }) => taken(child, step)))
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
    const usages = await Promise.all(this.#processes.map(({ child }) => usageOf(child.pid ?? 0)))
    const sum: Usage = { memory: 0, cpuSeconds: 0 }
    for (const usage of usages) {
      if (!usage) return undefined
      sum.memory += usage.memory
      sum.cpuSeconds += usage.cpuSeconds
    }
    return sum
  }

  /** As of the last step that was taken. */
  result(): Result {
    const durations = new Map<Timed, Histogram>(TIMED.map((kind) => [kind, new Histogram()]))
    const result: Result = { sent: 0, answered: 0, cut: 0, durations, violations: new Violations() }
    for (const { tally } of this.#processes) {
      if (!tally) continue
      result.sent += tally.sent
      result.answered += tally.answered
      result.cut += tally.cut
      for (const [kind, histogram] of durations) histogram.merge(tally.durations[kind])
      result.violations.merge(tally.violations)
    }
    return result
  }

  stop(): void {
    for (const { child } of this.#processes) if (child.connected) child.disconnect()
  }
}

async function taken(child: ChildProcess, step: Step): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of clients ended with exit code ${code}.`)
  })
  const done = new Promise<void>((resolve, reject) => {
    const hear = (report: Report) => {
      if ('tick' in report) return
      child.off('message', hear)
      if ('done' in report) resolve()
      else reject(new Error(report.failed))
    }
    child.on('message', hear)
  })
  child.send(step)
  await Promise.race([done, ended])
}
