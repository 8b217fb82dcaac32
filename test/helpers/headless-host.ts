import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jsonLines } from './json-lines.js'

const HOST_SCRIPT = fileURLToPath(new URL('../../out/main/host.js', import.meta.url))

/** What `--json` prints. */
export interface HostReport {
  port: number
  lanAddress: string | null
  addresses: string[]
  urls: string[]
  operatorUrl: string
  securePort: number
  secureUrls: string[]
  fingerprint: string
  metricsUrl?: string
}

export interface HeadlessHost extends HostReport {
  readonly process: ChildProcess
  /** Ends it with the signal and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

export interface HeadlessHostOptions {
  /** Any free one when left out. */
  port?: number
  capacity?: number
  /** What to run the host through, such as `ip netns exec a`. */
  prefix?: readonly string[]
  /** Where it keeps its certificate; a folder of its own that is gone with it when left out. */
  dataFolder?: string
  /** Whether it announces itself, which belongs into a pretended network only. */
  discovery?: boolean
  /** Further options of its command line. */
  args?: readonly string[]
}

/** Runs the built headless host and waits until it is ready. */
export async function startHeadlessHost(options: HeadlessHostOptions = {}): Promise<HeadlessHost> {
  const { port = 0, capacity = 2, prefix = [], discovery = false, args = [] } = options
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'lanline-data-')))
  const ports = ['--port', String(port), '--secure-port', port === 0 ? '0' : '8443']
  const own = [...ports, '--capacity', String(capacity), '--data', dataFolder, '--json', ...args]
  if (!discovery) own.push('--no-discovery')
  const [command = '', ...rest] = [...prefix, process.execPath, HOST_SCRIPT, ...own]
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const { value: report } = await jsonLines<HostReport>(child.stdout).next()
  if (!report) throw new Error(`The host ended with exit code ${(await exited)[0]}; is it built?`)
  return {
    ...report,
    process: child,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await exited
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
