import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Bench, Outcome } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { medianOf } from '../median.js'
import { turnByTurn } from '../turn-by-turn.js'
import { type Connect, DATAGRAM_BYTES, type End, forwarded, overTcp, overUdp, SECRET } from './links.js'

type Name = 'people' | 'kbit' | 'seconds' | 'rounds'
type Options = Record<Name, number>

/** What it costs the host to relay sound and picture of a call. */
export const turn: Bench<Name> = {
  about: 'A call in which everything goes through the relay (TURN), beside the least that forwards UDP.',
  options: {
    people: { about: 'People in the call, each with a link to each other.', usual: 8, min: 2, max: 30 },
    kbit: { about: 'Kbit/s each way on each link.', usual: 1_000, min: 1, max: 20_000 },
    seconds: { about: 'How long each is measured in a round.', usual: 5, min: 1, max: 600 },
    rounds: { about: 'Times that each is started and measured, turn by turn.', usual: 3, min: 1, max: 100 },
  },
  async run(options) {
    return outcomeOf(await turnByTurn(options.rounds, CONTENDERS, (it) => measure(it, options)), options)
  },
}

interface Contender {
  readonly server: 'relay' | 'forwarder'
  readonly connect: Connect
}

const BARE = 'bare UDP'
const CONTENDERS: Readonly<Record<string, Contender>> = {
  'ours, UDP': { server: 'relay', connect: overUdp },
  'ours, TCP': { server: 'relay', connect: overTcp },
  [BARE]: { server: 'forwarder', connect: forwarded },
}

const CPU = 'CPU a Mbit, ms'
/** So long datagrams flow before anything is measured: the code is compiled then. */
const WARM_UP_MS = 2_000
/** How often datagrams are sent. */
const TICK_MS = 5

type Measured = Awaited<ReturnType<typeof measure>>

async function measure({ server: name, connect }: Contender, { people, kbit, seconds }: Options) {
  const script = fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url))
  const server = await HostProcess.start([...process.execArgv, script, SECRET])
  const ends: End[] = []
  let arrived = 0
  const work = async () => {
    for (const pair of pairsOf(people)) ends.push(...(await connect(Number(new URL(server.url).port), pair)))
    for (const end of ends) end.listen(() => void arrived++)
    const perSecond = (ends.length * kbit * 1_000) / 8 / DATAGRAM_BYTES
    await flow(ends, perSecond, WARM_UP_MS)
    arrived = 0
    const before = await server.usage()
    const sent = await flow(ends, perSecond, 1_000 * seconds)
    const { cpuSeconds } = await server.usage()
    const mbit = (arrived * DATAGRAM_BYTES * 8) / 1e6
    return {
      'Mbit/s that arrived': mbit / seconds,
      'of 100 datagrams': (100 * arrived) / sent,
      [CPU]: ((cpuSeconds - before.cpuSeconds) * 1_000) / mbit,
      'of a core, of 100': (100 * (cpuSeconds - before.cpuSeconds)) / seconds,
    }
  }
  try {
    return await server.during(work())
  } finally {
    for (const end of ends) end.close()
    await server.stop()
  }
}

function* pairsOf(people: number): Generator<readonly [number, number]> {
  for (let first = 0; first < people; first++) {
    for (let second = first + 1; second < people; second++) yield [first, second]
  }
}

/** Sends so many datagrams a second in all, from one end after the other. Gives how many. */
async function flow(ends: readonly End[], perSecond: number, ms: number): Promise<number> {
  const from = performance.now()
  let sent = 0
  for (let now = from; now - from < ms; now = performance.now()) {
    for (const due = ((now - from) / 1_000) * perSecond; sent < due; sent++) ends[sent % ends.length]?.send()
    await delay(TICK_MS)
  }
  return sent
}

function outcomeOf(taken: ReadonlyMap<string, readonly Measured[]>, { people, kbit }: Options): Outcome {
  const names = [...taken.keys()]
  const median = (name: string, label: string) =>
    medianOf((taken.get(name) ?? []).map((measured) => measured[label as keyof Measured]))
  const labels = Object.keys(taken.get(BARE)?.[0] ?? {})
  const row = (label: string, figure: (name: string) => number) => [
    label,
    Object.fromEntries(names.map((name) => [name, figure(name)])),
  ]
  const figures = {
    [`A call of ${people}, ${kbit} kbit/s each way on each link: medians of the rounds`]: Object.fromEntries(
      labels.map((label) => row(label, (name) => median(name, label))),
    ),
    [`Times that of ${BARE}`]: Object.fromEntries([row(CPU, (name) => median(name, CPU) / median(BARE, CPU))]),
  }
  const rounds = taken.get(BARE)?.map((_, index) => index + 1) ?? []
  return {
    figures,
    plot: {
      title: 'Lanline: what relaying a call costs',
      x: { label: 'round', values: rounds },
      lines: names.map((label) => ({
        label,
        unit: 'ms a Mbit',
        values: (taken.get(label) ?? []).map((measured) => measured[CPU] ?? null),
      })),
    },
    wrong: [],
  }
}
