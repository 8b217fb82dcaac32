import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** How long a host that was told to end may take before it is made to. */
const PATIENCE_MS = 10_000

/** A host in a process of its own, bound to loopback, on any free port, which it says first of all as JSON. */
export class HostProcess {
  /** Why the host is gone, where it ended though `stop` was not called. */
  fault: Error | undefined
  /** Rejects with that once it is so. Never resolves. */
  readonly failure: Promise<never>
  #isStopping = false

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    this.failure = new Promise((_, reject) => {
      child.once('exit', (code, signal) => {
        if (this.#isStopping) return
        this.fault = new Error(`The host ended by itself, with ${signal ?? `exit code ${code}`}.`)
        reject(this.fault)
      })
    })
  }

  /** Lanline's, with rooms of that many people. */
  static async lanline(script: string, capacity: number): Promise<HostProcess> {
    if (!existsSync(script)) throw new Error(`There is no host at ${script}; is it built?`)
    return HostProcess.start([
      script,
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--no-secure',
      '--json',
      '--capacity',
      `${capacity}`,
    ])
  }

  /** Resolves once it is ready; rejects with a sentence where it does not start. */
  static async start(args: string[]): Promise<HostProcess> {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    process.once('exit', () => child.kill('SIGKILL'))
    const line = once(createInterface({ input: child.stdout }), 'line')
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The host ended with exit code ${code} before it was ready.`)
    })
    const [report] = (await Promise.race([line, ended])) as [string]
    return new HostProcess(child, `http://127.0.0.1:${(JSON.parse(report) as { port: number }).port}`)
  }

  get pid(): number {
    return this.child.pid ?? 0
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
}
