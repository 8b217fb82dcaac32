import { setTimeout as delay } from 'node:timers/promises'
import { HostProcess } from './host-process.js'
import { LoadSide, type Result } from './load-side.js'
import type { Options } from './options.js'
import type { Usage } from './process-usage.js'
import { Progress } from './progress.js'
import { type Series, Timeline } from './timeline.js'

const TICK_MS = 250
/** How long the host is left alone before its memory is read. */
const SETTLE_MS = 2_000

/** How long after a failure the end of the host still counts as its cause. */
const EXPLAINED_WITHIN_MS = 500

/** What one bench found. Times in seconds since its start, memory in bytes; undefined where the system does not tell. */
export interface Bench {
  readonly startedAt: Date
  readonly result: Result
  readonly series: Series
  /** When the requests were sent. */
  readonly run: { from: number; to: number }
  /** How long it took to connect all clients. */
  readonly connectSeconds: number
  /** Of the host: with no client yet, with all of them idle, at most, and with none any more. */
  readonly memory: Record<'before' | 'connected' | 'most' | 'after', number | undefined>
  /** Processor seconds while the requests were sent. */
  readonly hostCpuSeconds: number | undefined
  readonly loadCpuSeconds: number | undefined
  /** Of the processes that held the clients, at most, together. */
  readonly loadMemory: number | undefined
}

/** Starts a host, loads it as `options` say and ends it. Rejects, with a sentence, where host or clients give up. */
export async function runBench(options: Options): Promise<Bench> {
  const host = await HostProcess.start(options.hostScript, options.capacity)
  const load = new LoadSide(options, host.url)
  const watch = new Watch(host, load)
  try {
    return await Promise.race([measure(options, host, load, watch), host.failure])
  } catch (error) {
    // Clients may be the first to notice that the host is gone, but it is the host's end that explains it.
    await delay(EXPLAINED_WITHIN_MS)
    throw host.fault ?? error
  } finally {
    watch.stop()
    load.stop()
    await host.stop()
  }
}

async function measure(options: Options, host: HostProcess, load: LoadSide, watch: Watch): Promise<Bench> {
  const startedAt = new Date()
  await delay(SETTLE_MS)
  const before = await host.usage()

  const connectedFrom = watch.now()
  watch.show('Connecting', options.clients, () => load.connected)
  await load.all('connect')
  const connectSeconds = watch.now() - connectedFrom
  await delay(SETTLE_MS)
  const connected = await host.usage()
  const loadConnected = await load.usage()

  const from = watch.now()
  watch.show('Requests  ', options.requests, () => watch.answered)
  await load.all('run')
  const to = watch.now()
  const ran = await host.usage()
  const loadRan = await load.usage()

  watch.show('Leaving   ', options.clients, () => options.clients - load.connected)
  await load.all('finish')
  await delay(SETTLE_MS)
  const after = await host.usage()
  return {
    startedAt,
    result: load.result(),
    series: watch.series(),
    run: { from, to },
    connectSeconds,
    memory: { before: before?.memory, connected: connected?.memory, most: watch.mostMemory, after: after?.memory },
    hostCpuSeconds: cpuBetween(connected, ran),
    loadCpuSeconds: cpuBetween(loadConnected, loadRan),
    loadMemory: watch.mostLoadMemory,
  }
}

const cpuBetween = (first: Usage | undefined, second: Usage | undefined) =>
  first && second && second.cpuSeconds - first.cpuSeconds

/** Looks at host and clients four times a second, and shows how far they are. */
class Watch {
  readonly #timeline = new Timeline()
  readonly #startedAt = performance.now()
  readonly #progress = new Progress()
  readonly #timer: NodeJS.Timeout
  #count = () => 0
  #isLooking = false
  answered = 0
  mostMemory: number | undefined
  mostLoadMemory: number | undefined

  constructor(
    private readonly host: HostProcess,
    private readonly load: LoadSide,
  ) {
    this.#timer = setInterval(() => void this.#look(), TICK_MS)
  }

  now(): number {
    return (performance.now() - this.#startedAt) / 1000
  }

  series(): Series {
    return this.#timeline.series()
  }

  show(what: string, total: number, count: () => number): void {
    this.#progress.start(what, total)
    this.#count = count
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#progress.stop()
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    const [host, load] = await Promise.all([this.host.usage(), this.load.usage()])
    this.mostMemory = larger(this.mostMemory, host?.memory)
    this.mostLoadMemory = larger(this.mostLoadMemory, load?.memory)
    const latencies = this.load.take()
    this.answered += latencies.total
    this.#timeline.add(this.now(), { latencies, connected: this.load.connected, host })
    this.#progress.update(this.#count())
    this.#isLooking = false
  }
}

const larger = (first: number | undefined, second: number | undefined) =>
  first === undefined || second === undefined ? (first ?? second) : Math.max(first, second)
