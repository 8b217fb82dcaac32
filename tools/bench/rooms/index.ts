import type { RecordableHistogram } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { TUTORIAL_CAPACITY } from '../../../common/limits.js'
import { type Bench, type Figures, type Plot, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { newHistogram, type Plan, type Tally, TIMED } from './driver.js'
import { Load, type Step } from './load.js'
import { Violations } from './violations.js'

type Name = 'clients' | 'requests' | 'rooms' | 'in-flight' | 'threads' | 'seed'
type Options = Record<Name, number>

/** How many room requests a host stands, and whether it answers all of them rightly. */
export const rooms: Bench<Name> = {
  about: 'Room requests by many clients at once: are all answered rightly, and how fast?',
  options: {
    // Each takes a port of the loopback interface, of which a system gives out about 28,000.
    clients: { about: 'Socket.IO clients, each on a WebSocket of its own.', usual: 2_000, min: 1, max: 20_000 },
    requests: { about: '"create or join" and "leave" they send together.', usual: 100_000, min: 1, max: 1e9 },
    rooms: { about: 'Rooms they ask for; 0 for as many as hold half of them.', usual: 0, min: 0, max: 20_000 },
    'in-flight': { about: 'Requests under way at one time.', usual: 256, min: 1, max: 20_000 },
    threads: { about: 'Threads that hold the clients.', usual: 2, min: 1, max: 64 },
    seed: { about: 'What the choices of the clients are drawn from.', usual: 1, min: 0, max: 2 ** 32 - 1 },
  },
  async run(options, hostScript) {
    const host = await HostProcess.lanline(hostScript, CAPACITY)
    const load = new Load(plansFor(options, host.url))
    const { plot, timer } = watch(load, options)
    try {
      const measured = await host.during(measure(host, load, options.clients))
      const tally = load.tally()
      const violations = new Violations()
      violations.merge(tally.violations)
      return { figures: figuresOf(measured, tally, violations), plot, wrong: violations.sentences() }
    } finally {
      clearInterval(timer)
      await load.stop()
      await host.stop()
    }
  },
}

/** The clients have no session, so that whoever breaks off is gone at once; the rooms that such clients make hold two. */
const CAPACITY = TUTORIAL_CAPACITY
const TICK_MS = 500
/** How long the host is left alone before its memory is read. */
const SETTLE_MS = 2_000

/** What each thread has of the whole: rooms of its own, so that one checker sees all that there is to know of a room. */
export function plansFor(options: Options, url: string): Plan[] {
  const { clients, requests, seed } = options
  const rooms = options.rooms || Math.max(1, Math.round(clients / 2 / CAPACITY))
  const threads = Math.min(options.threads, clients, rooms)
  return Array.from({ length: threads }, (_, index) => {
    const share = (total: number) => Math.floor(total / threads) + (index < total % threads ? 1 : 0)
    return {
      url,
      rooms: Array.from({ length: share(rooms) }, (_, room) => `bench-${room * threads + index}`),
      capacity: CAPACITY,
      clients: share(clients),
      requests: share(requests),
      inFlight: Math.max(1, share(Math.min(clients, options['in-flight']))),
      seed: seed + index * 0x9e3779b9,
    }
  })
}

async function measure(host: HostProcess, load: Load, clients: number) {
  const secondsOf = async (step: Step) => {
    const from = performance.now()
    await load.all(step)
    return (performance.now() - from) / 1000
  }
  await delay(SETTLE_MS)
  const before = await host.usage()
  const connectSeconds = await secondsOf('connect')
  await delay(SETTLE_MS)
  const idle = await host.usage()
  const loadIdle = process.cpuUsage()
  const runSeconds = await secondsOf('run')
  const ran = await host.usage()
  const loadTook = process.cpuUsage(loadIdle)
  await load.all('finish')
  await delay(SETTLE_MS)
  const after = await host.usage()
  const hostCpu = ran.cpuSeconds - idle.cpuSeconds
  const loadCpu = (loadTook.user + loadTook.system) / 1e6
  return { clients, before, idle, after, connectSeconds, runSeconds, hostCpu, loadCpu }
}

/** Plots how it goes, and shows how far it is. */
function watch(load: Load, { clients, requests }: Options) {
  const [seconds, rates, p50s, p99s] = [[], [], [], []] as [number[], number[], (number | null)[], (number | null)[]]
  const startedAt = performance.now()
  const timer = setInterval(() => {
    const { recent, connected, answered } = load.tally()
    const now = (performance.now() - startedAt) / 1000
    rates.push(recent.count / (now - (seconds.at(-1) ?? 0)))
    p50s.push(percentile(recent, 50))
    p99s.push(percentile(recent, 99))
    seconds.push(now)
    showProgress(`Connected: ${connected} of ${clients}. Answered: ${answered} of ${requests}.`)
  }, TICK_MS)
  const plot: Plot = {
    title: 'Lanline: room requests',
    x: { label: 'seconds', values: seconds },
    lines: [
      { label: 'requests a second', unit: 'requests', values: rates },
      { label: 'p50', unit: 'ms', values: p50s },
      { label: 'p99', unit: 'ms', values: p99s },
    ],
  }
  return { plot, timer }
}

/** In milliseconds. */
const percentile = (histogram: RecordableHistogram, share: number) =>
  histogram.count === 0 ? null : histogram.percentile(share) / 1000

type Measured = Awaited<ReturnType<typeof measure>>

function figuresOf(measured: Measured, { sent, answered, cut, durations }: Tally, violations: Violations): Figures {
  const { before, idle, after, connectSeconds, runSeconds, hostCpu, loadCpu, clients } = measured
  const all = newHistogram()
  for (const kind of TIMED) if (kind !== 'reconnect') all.add(durations[kind])
  return {
    Requests: {
      Sent: sent,
      'in, s': runSeconds,
      'Answered a second': answered / runSeconds,
      'Answered once': answered,
      'Cut off on purpose before the answer': cut,
      'Not answered': sent - answered - cut,
      'Answered again': violations.count('second-answer'),
      'Wrong answers': violations.total,
    },
    'Latency, ms': {
      'all requests': latency(all),
      'create or join: created': latency(durations.created),
      'create or join: joined': latency(durations.joined),
      'create or join: inside already': latency(durations.again),
      'create or join: full': latency(durations.full),
      leave: latency(durations.left),
      'connect again': latency(durations.reconnect),
    },
    Host: {
      'Memory before clients, MB': before.memory / 1e6,
      'Memory with all clients, idle, MB': idle.memory / 1e6,
      'Memory a client, kB': (idle.memory - before.memory) / clients / 1e3,
      'Memory at most, MB': after.mostMemory / 1e6,
      'Memory after all had left, MB': after.memory / 1e6,
      'Processor time for all requests, s': hostCpu,
      'of a core': hostCpu / runSeconds,
      'Processor time a request, ms': (hostCpu / sent) * 1e3,
    },
    Clients: {
      'All connected after, s': connectSeconds,
      'Processor time for all requests, s': loadCpu,
      'of a core': loadCpu / runSeconds,
      'Memory at most, MB': process.resourceUsage().maxRSS / 1e3,
    },
  }
}

const latency = (histogram: RecordableHistogram) => ({
  count: histogram.count,
  p50: percentile(histogram, 50),
  p99: percentile(histogram, 99),
  max: percentile(histogram, 100),
})
