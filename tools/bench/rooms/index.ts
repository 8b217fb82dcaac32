import { setTimeout as delay } from 'node:timers/promises'
import { CAPACITY } from '../../../common/protocol.js'
import { type Bench, bytes, count, milliseconds, type Outcome, ratio, seconds, showProgress } from '../bench.js'
import { Histogram } from '../histogram.js'
import { HostProcess } from '../host-process.js'
import { type Usage, usageOf } from '../process-usage.js'
import { Timeline } from '../timeline.js'
import { type Plan, TIMED, type Timed } from './driver.js'
import { Load, type Result } from './load.js'
import { VIOLATIONS } from './violations.js'

/** How many room requests a host stands, and whether it answers all of them rightly. */
export const rooms: Bench = {
  about: 'Room requests by many clients at once: are all answered rightly, and how fast?',
  options: {
    // Each takes a port of the loopback interface, of which a system gives out about 28,000.
    clients: { about: 'Socket.IO clients, each on a WebSocket of its own.', usual: 2_000, min: 1, max: 20_000 },
    requests: { about: '"create or join" and "leave" they send together.', usual: 100_000, min: 1, max: 1e9 },
    rooms: { about: 'Rooms they ask for; 0 for as many as hold half of them.', usual: 0, min: 0, max: 20_000 },
    capacity: { about: 'People in a room.', usual: CAPACITY.default, min: CAPACITY.min, max: CAPACITY.max },
    'in-flight': { about: 'Requests under way at one time.', usual: 256, min: 1, max: 20_000 },
    processes: { about: 'Processes that hold the clients.', usual: 2, min: 1, max: 64 },
    seed: { about: 'What the choices of the clients are drawn from.', usual: 1, min: 0, max: 2 ** 32 - 1 },
  },
  async run(options, hostScript) {
    const host = await HostProcess.lanline(hostScript, options['capacity'] ?? CAPACITY.default)
    const load = new Load(plansFor(options, host.url))
    const watch = new Watch(host, load)
    try {
      return outcomeOf(await Promise.race([measure(host, load, watch, options), host.failure]), options)
    } catch (error) {
      // Clients may be the first to notice that the host is gone, but it is the host's end that explains it.
      await delay(EXPLAINED_WITHIN_MS)
      throw host.fault ?? error
    } finally {
      watch.stop()
      load.stop()
      await host.stop()
    }
  },
}

const TICK_MS = 250
/** How long the host is left alone before its memory is read. */
const SETTLE_MS = 2_000
/** How long after a failure the end of the host still counts as its cause. */
const EXPLAINED_WITHIN_MS = 500

/** What each process has of the whole: rooms of its own, so that all there is to know of a room is known by one clock. */
function plansFor(options: Record<string, number>, url: string): Plan[] {
  const { clients = 1, requests = 1, capacity = 1, seed = 0 } = options
  const rooms = options['rooms'] || Math.max(1, Math.round(clients / 2 / capacity))
  const processes = Math.min(options['processes'] ?? 1, clients, rooms)
  return Array.from({ length: processes }, (_, index) => {
    const share = (total: number) => Math.floor(total / processes) + (index < total % processes ? 1 : 0)
    return {
      url,
      rooms: Array.from({ length: share(rooms) }, (_, room) => `bench-${room * processes + index}`),
      capacity,
      clients: share(clients),
      requests: share(requests),
      inFlight: Math.max(1, share(Math.min(clients, options['in-flight'] ?? 1))),
      seed: seed + index * 0x9e3779b9,
    }
  })
}

type Measured = Awaited<ReturnType<typeof measure>>

async function measure(host: HostProcess, load: Load, watch: Watch, options: Record<string, number>) {
  const { clients = 0, requests = 0 } = options
  await delay(SETTLE_MS)
  const before = await usageOf(host.pid)

  const connectedFrom = watch.now()
  watch.show(() => `Connected: ${load.connected} of ${clients}`)
  await load.all('connect')
  const connectSeconds = watch.now() - connectedFrom
  await delay(SETTLE_MS)
  const connected = await usageOf(host.pid)
  const loadConnected = await load.usage()

  const from = watch.now()
  watch.show(() => `Answered: ${watch.answered} of ${requests}`)
  await load.all('run')
  const runSeconds = watch.now() - from
  const ran = await usageOf(host.pid)
  const loadRan = await load.usage()

  watch.show(() => `Connected: ${load.connected}`)
  await load.all('finish')
  await delay(SETTLE_MS)
  const after = await usageOf(host.pid)
  return {
    result: load.result(),
    series: watch.timeline.series(),
    connectSeconds,
    runSeconds,
    memory: { before: before?.memory, connected: connected?.memory, most: watch.mostMemory, after: after?.memory },
    hostCpu: cpuBetween(connected, ran),
    loadCpu: cpuBetween(loadConnected, loadRan),
    loadMemory: watch.mostLoadMemory,
  }
}

const cpuBetween = (first: Usage | undefined, second: Usage | undefined) =>
  first && second && second.cpuSeconds - first.cpuSeconds

/** Looks at host and clients four times a second, and shows how far they are. */
class Watch {
  readonly timeline = new Timeline()
  answered = 0
  mostMemory: number | undefined
  mostLoadMemory: number | undefined
  readonly #startedAt = performance.now()
  readonly #timer = setInterval(() => void this.#look(), TICK_MS)
  #describe = () => ''
  #isLooking = false

  constructor(
    private readonly host: HostProcess,
    private readonly load: Load,
  ) {}

  /** In seconds. */
  now(): number {
    return (performance.now() - this.#startedAt) / 1000
  }

  show(describe: () => string): void {
    this.#describe = describe
  }

  stop(): void {
    clearInterval(this.#timer)
    showProgress('')
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    const [host, load] = await Promise.all([usageOf(this.host.pid), this.load.usage()])
    this.mostMemory = larger(this.mostMemory, host?.memory)
    this.mostLoadMemory = larger(this.mostLoadMemory, load?.memory)
    const latencies = this.load.take()
    this.answered += latencies.total
    this.timeline.add(this.now(), { latencies, connected: this.load.connected, host })
    showProgress(this.#describe())
    this.#isLooking = false
  }
}

const larger = (first: number | undefined, second: number | undefined) =>
  first === undefined || second === undefined ? (first ?? second) : Math.max(first, second)

const NAMES: Record<Timed, string> = {
  created: 'create or join: created',
  joined: 'create or join: joined',
  again: 'create or join: inside already',
  full: 'create or join: full',
  left: 'leave',
  reconnect: 'connect again',
}

function outcomeOf(measured: Measured, { clients = 1 }: Record<string, number>): Outcome {
  const { result, series, memory, runSeconds, hostCpu, loadCpu } = measured
  const { before, connected } = memory
  const each = before !== undefined && connected !== undefined ? (connected - before) / clients : undefined
  const ofCore = (cpu: number | undefined) => ratio(cpu && cpu / runSeconds)
  return {
    tables: [
      { title: 'Requests', rows: requestRows(result, runSeconds) },
      { title: 'Latency', columns: ['count', 'p50', 'p99', 'max'], rows: latencyRows(result) },
      {
        title: 'Host',
        rows: [
          ['Memory before clients', bytes(memory.before)],
          ['Memory with all clients, idle', bytes(memory.connected)],
          ['Memory a client', bytes(each)],
          ['Memory at most', bytes(memory.most)],
          ['Memory after all had left', bytes(memory.after)],
          ['Processor time for all requests', seconds(hostCpu)],
          ['of a core', ofCore(hostCpu)],
          ['Processor time a request', milliseconds(hostCpu && (hostCpu / result.sent) * 1e3)],
        ],
      },
      {
        title: 'Clients',
        rows: [
          ['All connected after', seconds(measured.connectSeconds)],
          ['Processor time for all requests', seconds(loadCpu)],
          ['of a core', ofCore(loadCpu)],
          ['Memory at most', bytes(measured.loadMemory)],
        ],
      },
    ],
    plot: {
      title: 'Lanline: room requests',
      x: { label: 'seconds', values: series.seconds },
      lines: [
        { label: 'requests a second', unit: 'count', values: series.requestsPerSecond },
        { label: 'p50', unit: 'ms', values: series.p50 },
        { label: 'p99', unit: 'ms', values: series.p99 },
      ],
    },
    wrong: result.violations
      .toArray()
      .map((it) => `${VIOLATIONS[it.kind]} (${it.count}), such as: ${it.examples.join(' ')}`),
  }
}

const requestRows = ({ sent, answered, cut, violations }: Result, runSeconds: number) =>
  [
    ['Sent', count(sent)],
    ['in', seconds(runSeconds)],
    ['Answered a second', count(answered / runSeconds)],
    ['Answered once', count(answered)],
    ['Cut off on purpose before the answer', count(cut)],
    ['Not answered', count(sent - answered - cut)],
    ['Answered again', count(violations.count('second-answer'))],
    ['Wrong answers', count(violations.total)],
  ] as const

function latencyRows({ durations }: Result) {
  const all = new Histogram()
  for (const [kind, histogram] of durations) if (kind !== 'reconnect') all.merge(histogram.toSparse())
  const row = (name: string, histogram: Histogram | undefined) => {
    const share = (of: number) => milliseconds(inMilliseconds(histogram?.percentile(of)))
    return [name, count(histogram?.total ?? 0), share(0.5), share(0.99), share(1)] as const
  }
  return [row('all requests', all), ...TIMED.map((kind) => row(NAMES[kind], durations.get(kind)))]
}

const inMilliseconds = (microseconds: number | undefined) => microseconds && microseconds / 1000
