import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { newHistogram, newTally, type Plan, type Tally, TIMED } from './driver.js'

export type Step = 'connect' | 'run' | 'finish'
/** What a thread says now and then, and when it has taken its step. */
export type Report = Tally & { isDone: boolean }

const MODULE = JSON.stringify(new URL('./load-thread.ts', import.meta.url))
/** In Node 20 a thread takes TypeScript only from tsx itself. */
const SCRIPT = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${MODULE}, ${MODULE}))`

/** The threads that hold the clients, one for each plan. */
export class Load {
  readonly #threads: Worker[]
  readonly #failure: Promise<never>
  readonly #tallies = new Map<Worker, Tally>()
  #recent = newHistogram()

  constructor(plans: readonly Plan[]) {
    this.#threads = plans.map((plan) => new Worker(SCRIPT, { eval: true, workerData: plan }))
    this.#failure = new Promise((_, reject) => {
      for (const thread of this.#threads) thread.once('error', reject)
    })
    this.#failure.catch(() => {})
    for (const thread of this.#threads) {
      thread.on('message', (tally: Report) => {
        this.#tallies.set(thread, tally)
        this.#recent.add(tally.recent)
      })
    }
  }

  /** Has all threads take one step. Rejects with a sentence where one cannot. */
  async all(step: Step): Promise<void> {
    await Promise.race([Promise.all(this.#threads.map((thread) => taken(thread, step))), this.#failure])
  }

  /** The tally of all threads together, as far as they reported; `recent` is what came since the last call. */
  tally(): Tally {
    const sum = { ...newTally(), recent: this.#recent }
    this.#recent = newHistogram()
    for (const tally of this.#tallies.values()) {
      for (const count of ['connected', 'sent', 'answered', 'cut'] as const) sum[count] += tally[count]
      for (const kind of TIMED) sum.durations[kind].add(tally.durations[kind])
      sum.violations.push(...tally.violations)
    }
    return sum
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}

async function taken(thread: Worker, step: Step): Promise<void> {
  thread.postMessage(step)
  for await (const [report] of on(thread, 'message')) if ((report as Report).isDone) return
}
