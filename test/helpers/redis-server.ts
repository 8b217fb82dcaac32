import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Debian's redis-tools have the server under another name, and it is what it is called as. */
const PROGRAM = spawnSync('redis-server', ['--version']).status === 0 ? 'redis-server' : 'redis-check-rdb'
const AS_SERVER = { argv0: 'redis-server' }

/** Why there is no Redis here to test with; undefined where there is. */
export const lackOfRedis =
  spawnSync(PROGRAM, ['--version'], AS_SERVER).status === 0 ? undefined : 'there is no redis-server (npm run setup)'

/** A Redis of its own on a free port of loopback, with nothing in it. */
export class RedisServer {
  #process: ChildProcess | undefined

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly options: readonly string[],
  ) {}

  static async start(...options: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'lanline-redis-')), options)
    await server.restart()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Starts it again on its port; it is as empty as it was, or has what it kept. */
  async restart(): Promise<void> {
    const kept = ['--save', '', '--dir', this.folder, '--bind', '127.0.0.1', ...this.options]
    const child = spawn(PROGRAM, ['--port', String(this.port), ...kept], {
      ...AS_SERVER,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#process = child
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Ready to accept connections')) break
    }
    child.stdout.resume()
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  /** Has it answer nobody, or go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(signal)
  }

  async end(): Promise<void> {
    await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
