import type { RecordableHistogram } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { Bench, Figures, Outcome, Row } from '../bench.js'
import { medianOf } from '../median.js'
import { turnByTurn } from '../turn-by-turn.js'
import { type Contender, contenders, SOCKET_IO } from './contenders.js'
import { Load } from './load.js'

type Name = 'pairs' | 'rounds' | 'seconds' | 'rate'
type Options = Record<Name, number>

/** What relaying costs, beside the smallest servers that relay. */
export const relay: Bench<Name> = {
  about: 'Relayed messages: our host with all its checks beside the smallest servers that relay, one after the other.',
  options: {
    pairs: { about: 'Pairs of clients.', usual: 500, min: 1, max: 10_000 },
    rounds: { about: 'Times that each server is started and measured, turn by turn.', usual: 3, min: 1, max: 100 },
    seconds: { about: 'How long each of the two measurements of a turn takes.', usual: 5, min: 1, max: 600 },
    rate: { about: 'Messages a second where round trips are timed.', usual: 2_000, min: 1, max: 100_000 },
  },
  async run(options, hostScript) {
    return outcomeOf(await turnByTurn(options.rounds, contenders(), (it) => measure(it, hostScript, options)))
  },
}

/** How long a server is left alone before its memory is read. */
const SETTLE_MS = 1_500
/** So long it relays before anything is measured: its code is compiled then. */
const WARM_UP_MS = 2_000

type Measured = Awaited<ReturnType<typeof measure>>

async function measure(contender: Contender, hostScript: string, { pairs, seconds, rate }: Options) {
  const server = await contender.start(hostScript)
  const load = new Load(server.url, contender.dialect, pairs)
  const settled = async () => {
    await delay(SETTLE_MS)
    return server.usageWithoutGarbage()
  }
  const work = async () => {
    const before = await settled()
    const from = performance.now()
    const joins = await load.join()
    const joinSeconds = (performance.now() - from) / 1_000
    const joining = await server.usage()
    const joined = await settled()
    await load.asFastAsCan(WARM_UP_MS)
    const idle = await server.usage()
    const loadIdle = process.cpuUsage()
    const relayed = await load.asFastAsCan(1_000 * seconds)
    const loadTook = process.cpuUsage(loadIdle)
    const busy = await server.usage()
    const trips = await load.paced(1_000 * seconds, rate)
    const paced = await server.usage()
    const clients = 2 * pairs
    return {
      'connects and joins a second': clients / joinSeconds,
      'CPU a join, µs': ((joining.cpuSeconds - before.cpuSeconds) / clients) * 1e6,
      'join p50, ms': inMs(joins, 50),
      'join p99, ms': inMs(joins, 99),
      'memory a client, KiB': (joined.memory - before.memory) / clients / 1_024,
      'messages a second, at most': relayed / seconds,
      'CPU a message then, µs': ((busy.cpuSeconds - idle.cpuSeconds) / relayed) * 1e6,
      [`CPU a message at the rate, µs`]: ((paced.cpuSeconds - busy.cpuSeconds) / (2 * trips.count)) * 1e6,
      'round trip p50, ms': inMs(trips, 50),
      'round trip p99, ms': inMs(trips, 99),
      'the load itself, of a core': (loadTook.user + loadTook.system) / 1e6 / seconds,
      trips,
    }
  }
  try {
    return await server.during(work())
  } finally {
    await load.leave()
    await server.stop()
  }
}

const inMs = (histogram: RecordableHistogram, share: number) => histogram.percentile(share) / 1_000

function outcomeOf(taken: ReadonlyMap<string, Measured[]>): Outcome {
  const names = [...taken.keys()]
  const labels = Object.keys(taken.get(SOCKET_IO)?.[0] ?? {}).filter((label) => label !== 'trips')
  const median = (name: string, label: string) =>
    medianOf(taken.get(name)?.map((measured) => measured[label as keyof Measured] as number) ?? [])
  const table = (columns: string[], figure: (name: string, label: string) => number) =>
    Object.fromEntries(
      labels.map((label): [string, Row] => [
        label,
        Object.fromEntries(columns.map((name) => [name, figure(name, label)])),
      ]),
    )
  const others = names.filter((name) => name !== SOCKET_IO)
  const figures: Figures = {
    'Medians of the rounds': table(names, median),
    [`Times that of ${SOCKET_IO}`]: table(others, (name, label) => median(name, label) / median(SOCKET_IO, label)),
  }
  const shares = Array.from({ length: 100 }, (_, share) => share)
  const trips = (name: string) => taken.get(name)?.at(-1)?.trips
  return {
    figures,
    plot: {
      title: 'Lanline: round trips by relay',
      x: { label: 'of 100 round trips', values: shares },
      lines: names.map((label) => {
        const histogram = trips(label)
        return { label, unit: 'ms', values: shares.map((share) => (histogram ? inMs(histogram, share || 0.1) : null)) }
      }),
    },
    wrong: [],
  }
}
