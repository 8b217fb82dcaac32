import { setTimeout as delay } from 'node:timers/promises'
import { TUTORIAL_CAPACITY } from '../../../common/limits.js'
import { type Bench, type Outcome, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { plansFor } from '../rooms/index.js'
import { Load } from '../rooms/load.js'
import { Violations } from '../rooms/violations.js'

/** Whether a host that goes on for long takes more and more memory. */
export const soak: Bench<'clients' | 'minutes' | 'warm-up'> = {
  about:
    'Clients that come, change rooms, break off and come back for minutes: does the host take more and more memory?',
  options: {
    clients: { about: 'Socket.IO clients at a time.', usual: 1_000, min: 2, max: 20_000 },
    minutes: { about: 'How long it goes on after the warm-up.', usual: 10, min: 1, max: 10_000 },
    'warm-up': { about: 'Minutes before memory is first looked at.', usual: 1, min: 0, max: 60 },
  },
  async run({ clients, minutes, 'warm-up': warmUp }, hostScript) {
    const host = await HostProcess.lanline(hostScript, TUTORIAL_CAPACITY, ['--expose-gc'])
    const load = new Load(plansFor({ ...PLAN, clients }, host.url))
    try {
      return await host.during(churn(host, load, warmUp, minutes))
    } finally {
      await load.stop()
      await host.stop()
    }
  },
}

/** A pace at which the host is not the limit: what is looked for grows with what is done, however fast. */
const PLAN = { requests: 2_000, rooms: 0, 'in-flight': 16, threads: 2, seed: 1 }
const PAUSE_MS = 500
const MINUTE_MS = 60_000
/** Memory may be so much more at the end than after the warm-up, as it comes and goes. */
const GROWTH = 1.15

async function churn(host: HostProcess, load: Load, warmUp: number, minutes: number): Promise<Outcome> {
  await load.all('connect')
  const from = performance.now()
  const passed = () => (performance.now() - from) / MINUTE_MS
  const looks: { at: number; memory: number }[] = []
  while (passed() < warmUp + minutes) {
    await load.all('run')
    if (passed() < warmUp) continue
    const { memory } = await host.usageWithoutGarbage()
    looks.push({ at: passed(), memory })
    showProgress(`Minute ${passed().toFixed(1)} of ${warmUp + minutes}: ${(memory / 1e6).toFixed(0)} MB`)
    await delay(PAUSE_MS)
  }
  await load.all('finish')
  return outcomeOf(looks, load, (await host.usage()).cpuSeconds)
}

function outcomeOf(looks: { at: number; memory: number }[], load: Load, cpuSeconds: number): Outcome {
  const { sent, answered, cut, durations, violations: counts } = load.tally()
  const violations = new Violations()
  violations.merge(counts)
  // The middle of a tenth, since one look catches more or less of what is under way.
  const tenth = Math.max(1, Math.floor(looks.length / 10))
  const [first, last] = [middleOf(looks.slice(0, tenth)), middleOf(looks.slice(-tenth))]
  const isFlat = last <= first * GROWTH
  return {
    figures: {
      Memory: {
        'after the warm-up, MB': first / 1e6,
        'at the end, MB': last / 1e6,
        'at most, MB': Math.max(...looks.map(({ memory }) => memory)) / 1e6,
      },
      Churn: {
        'Requests sent': sent,
        'answered once': answered,
        'cut off on purpose before the answer': cut,
        'Connections broken off and opened again': durations.reconnect.count,
        'Wrong answers': violations.total,
        'Processor time of the host, s': cpuSeconds,
      },
    },
    plot: {
      title: 'Lanline: memory under churn',
      x: { label: 'minutes', values: looks.map(({ at }) => at) },
      lines: [{ label: 'memory', unit: 'MB', values: looks.map(({ memory }) => memory / 1e6) }],
    },
    wrong: [
      ...violations.sentences(),
      ...(isFlat ? [] : [`Memory grew from ${(first / 1e6).toFixed(0)} to ${(last / 1e6).toFixed(0)} MB.`]),
    ],
  }
}

function middleOf(looks: { memory: number }[]): number {
  const sorted = looks.map(({ memory }) => memory).toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
