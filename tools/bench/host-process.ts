import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

/** How long a host that was told to end may take before it is made to. */
const PATIENCE_MS = 10_000
/** How long after a failure the end of the host still counts as its cause. */
const EXPLAINED_WITHIN_MS = 500

/** What a process has taken of the machine: resident memory (RSS) in bytes, and time on a processor since it started. */
export interface Usage {
  memory: number
  mostMemory: number
  cpuSeconds: number
}

/** A host in a process of its own, bound to loopback, on any free port, which it says first of all as JSON. */
export class HostProcess {
  /** Rejects once the host ends though `stop` was not called. Never resolves. */
  readonly #failure: Promise<never>
  #isStopping = false

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** Of the secure door, where it has one. */
    readonly securePort: number | undefined,
  ) {
    this.#failure = new Promise((_, reject) => {
      child.once('exit', (code, signal) => {
        if (!this.#isStopping) reject(new Error(`The host ended by itself, with ${signal ?? `exit code ${code}`}.`))
      })
    })
    this.#failure.catch(() => {})
  }

  /** Lanline's, with rooms of that many people; `nodeArgs` are Node's own, `options` the host's. */
  static lanline(
    script: string,
    capacity: number,
    nodeArgs: string[] = [],
    options: string[] = [],
  ): Promise<HostProcess> {
    if (!existsSync(script)) throw new Error(`There is no host at ${script}; is it built?`)
    const loopback = ['--host', '127.0.0.1', '--port', '0', '--no-secure', '--json']
    return HostProcess.start([...nodeArgs, script, ...loopback, '--capacity', String(capacity), ...options])
  }

  /** Resolves once it is ready; rejects with a sentence where it does not start. */
  static async start(args: string[]): Promise<HostProcess> {
    const tellUsage = ['--import', String(new URL('./tell-usage.js', import.meta.url))]
    const child = spawn(process.execPath, [...tellUsage, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => process.off('exit', kill))
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The host ended with exit code ${code} before it was ready.`)
    })
    const [report] = await Promise.race([once(createInterface({ input: child.stdout as Readable }), 'line'), ended])
    const { port, securePort } = JSON.parse(report) as { port: number; securePort?: number | null }
    return new HostProcess(child, `http://127.0.0.1:${port}`, securePort ?? undefined)
  }

  usage(): Promise<Usage> {
    return this.#ask('usage')
  }

  /** Collects its garbage first. Where it was started with `--expose-gc`. */
  usageWithoutGarbage(): Promise<Usage> {
    return this.#ask('usage without garbage')
  }

  /** What `work` gives. Where the host ends before, or shortly after `work` fails, that is what it rejects with. */
  during<Result>(work: Promise<Result>): Promise<Result> {
    const explained = work.catch(async (error) => {
      await Promise.race([delay(EXPLAINED_WITHIN_MS), this.#failure])
      throw error
    })
    return Promise.race([explained, this.#failure])
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#isStopping = true
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const limit = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS)
    const ended = once(this.child, 'exit')
    this.child.kill()
    await ended
    clearTimeout(limit)
  }
  async #ask(what: string): Promise<Usage> {
    this.child.send(what)
    const [usage] = await this.during(once(this.child, 'message'))
    return usage as Usage
  }
}
