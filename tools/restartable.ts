import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** How long a program that was told to end may take before it is made to. */
const PATIENCE_MS = 5_000

/** A program of which one runs at a time, to be started anew when what it is made of has changed. */
export class Restartable {
  readonly #spawn: () => ChildProcess
  readonly #onEnd: (code: number | null) => void
  #running: ChildProcess | undefined
  #restarting: Promise<void> | undefined

  /** `onEnd` hears with which exit code the program ended by itself, and nothing of the ends brought about here. */
  constructor(spawn: () => ChildProcess, onEnd: (code: number | null) => void) {
    this.#spawn = spawn
    this.#onEnd = onEnd
    process.once('exit', () => this.#running?.kill())
  }

  /** Starts the program, after the one that runs has ended. Asked again before that, it still starts once. */
  restart(): Promise<void> {
    this.#restarting ??= this.stop().then(() => {
      this.#restarting = undefined
      const child = this.#spawn()
      this.#running = child
      child.once('exit', (code) => {
        if (this.#running === child) this.#onEnd(code)
      })
    })
    return this.#restarting
  }

  /** Ends the program, and resolves once it has. */
  async stop(): Promise<void> {
    const child = this.#running
    this.#running = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    const ended = once(child, 'exit')
    child.kill()
    await ended
    clearTimeout(limit)
  }
}
