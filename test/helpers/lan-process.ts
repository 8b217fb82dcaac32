import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { jsonLines } from './json-lines.js'

/** How long something that must happen may take before the test fails and shows what happened instead. */
const PATIENCE_MS = 15_000

/** A script of this folder that runs on a machine of its own, prints lines of JSON and takes such lines as orders. */
export class LanProcess<Line, Order = never> {
  readonly #process: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #lines: Line[] = []
  readonly #waiting = new Set<() => void>()

  constructor(prefix: readonly string[], script: string, ...args: string[]) {
    const path = fileURLToPath(new URL(script, import.meta.url))
    const [command = '', ...rest] = [...prefix, process.execPath, '--import', 'tsx', path, ...args]
    this.#process = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#exited = once(this.#process, 'exit')
    void this.#listen(this.#process.stdout as Readable)
  }

  async #listen(output: Readable): Promise<void> {
    for await (const line of jsonLines<Line>(output)) {
      this.#lines.push(line)
      for (const look of this.#waiting) look()
    }
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** Takes lines until one is as expected, waiting for more if need be. */
  next(isExpected: (line: Line) => boolean, patienceMs = PATIENCE_MS): Promise<Line> {
    const seen: Line[] = []
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        settle()
      }
      const look = () => {
        for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift()) {
          const taken = line
          seen.push(taken)
          if (isExpected(taken)) return finish(() => resolve(taken))
        }
      }
      const late = () =>
        finish(() => reject(new Error(`That did not come in ${patienceMs} ms: ${JSON.stringify(seen)}`)))
      const timer = setTimeout(late, patienceMs)
      this.#waiting.add(look)
      look()
    })
  }

  order(order: Order): void {
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  /** Ends it with the signal and waits until it is gone. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#process.kill(signal)
    await this.#exited
  }
}
