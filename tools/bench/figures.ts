import { cpus } from 'node:os'
import type { Histogram } from './histogram.js'
import { LATENCY_KINDS, type LatencyKind } from './messages.js'
import type { Options } from './options.js'
import type { Bench } from './run.js'
import { VIOLATIONS } from './violations.js'

export const KIND_NAMES: Record<LatencyKind, string> = {
  created: 'create or join: created',
  joined: 'create or join: joined',
  again: 'create or join: inside already',
  full: 'create or join: full',
  left: 'leave',
  reconnect: 'connect again',
}

export interface LatencyRow {
  kind: LatencyKind
  name: string
  count: string
  p50: string
  p99: string
  max: string
}

/** What a bench found, in words and rounded numbers, in the order in which to show it. */
export interface Figures {
  headline: { requestsPerSecond: string; p50: string; p99: string; memoryPerClient: string; wrong: string }
  isRight: boolean
  settings: [label: string, value: string][]
  requests: [label: string, value: string][]
  host: [label: string, value: string][]
  clients: [label: string, value: string][]
  latencies: LatencyRow[]
  /** One sentence for each thing that was wrong. */
  wrong: string[]
}

export function figuresOf(bench: Bench, options: Options, allRequests: Histogram): Figures {
  const { result, run } = bench
  const seconds = run.to - run.from
  const wrongCount = result.violations.total
  return {
    headline: {
      requestsPerSecond: whole(result.answered / seconds),
      p50: milliseconds(allRequests.percentile(0.5)),
      p99: milliseconds(allRequests.percentile(0.99)),
      memoryPerClient: memoryPerClient(bench, options),
      wrong: whole(wrongCount),
    },
    isRight: wrongCount === 0,
    settings: [
      ['Clients', whole(options.clients)],
      ['Rooms', `${whole(options.rooms)}, of ${options.capacity} people each`],
      ['Requests', whole(options.requests)],
      ['Under way at one time', whole(options.inFlight)],
      ['Processes of clients', whole(options.processes)],
      ['Seed', String(options.seed)],
      ['Machine', `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`],
      ['Software', `Node ${process.versions.node} on ${process.platform} ${process.arch}`],
    ],
    requests: requestRows(bench),
    host: hostRows(bench, options),
    clients: clientRows(bench),
    latencies: LATENCY_KINDS.map((kind) => latencyRow(kind, result.latencies.get(kind))),
    wrong: result.violations
      .toArray()
      .map(({ kind, count, examples }) => `${VIOLATIONS[kind]} (${whole(count)}), such as: ${examples.join(' ')}`),
  }
}

function requestRows({ result, run }: Bench): [string, string][] {
  const { sent, answered, cut } = result
  return [
    ['Sent', `${whole(sent)} in ${(run.to - run.from).toFixed(1)} s`],
    ['Answered once', whole(answered)],
    ['Cut off on purpose before the answer', whole(cut)],
    ['Not answered', whole(sent - answered - cut)],
    ['Answered again', whole(result.violations.count('second-answer'))],
  ]
}

function hostRows(bench: Bench, options: Options): [string, string][] {
  const { memory, hostCpuSeconds, run, result } = bench
  const each = hostCpuSeconds === undefined ? UNKNOWN : `${whole((hostCpuSeconds / result.sent) * 1e6)} µs`
  return [
    ['Memory before clients', megabytes(memory.before)],
    ['Memory with all clients, idle', megabytes(memory.connected)],
    ['Memory a client', memoryPerClient(bench, options)],
    ['Memory at most', megabytes(memory.most)],
    ['Memory after all had left', megabytes(memory.after)],
    ['Processor time for all requests', processorTime(hostCpuSeconds, run)],
    ['Processor time a request', each],
  ]
}

function clientRows({ connectSeconds, loadCpuSeconds, loadMemory, run }: Bench): [string, string][] {
  return [
    ['All connected after', `${connectSeconds.toFixed(1)} s`],
    ['Processor time for all requests', processorTime(loadCpuSeconds, run)],
    ['Memory at most', megabytes(loadMemory)],
  ]
}

function latencyRow(kind: LatencyKind, histogram: Histogram | undefined): LatencyRow {
  return {
    kind,
    name: KIND_NAMES[kind],
    count: whole(histogram?.total ?? 0),
    p50: milliseconds(histogram?.percentile(0.5)),
    p99: milliseconds(histogram?.percentile(0.99)),
    max: milliseconds(histogram?.total ? histogram.max : undefined),
  }
}

/** Where the system does not tell, or nothing was measured. */
const UNKNOWN = '–'

const whole = (value: number) => Math.round(value).toLocaleString('en-US')

function milliseconds(microseconds: number | undefined): string {
  if (microseconds === undefined) return UNKNOWN
  const value = microseconds / 1000
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`
}

function processorTime(used: number | undefined, { from, to }: Bench['run']): string {
  if (used === undefined) return UNKNOWN
  return `${used.toFixed(1)} s (${((100 * used) / (to - from)).toFixed(0)} % of a core)`
}

const megabytes = (bytes: number | undefined) =>
  bytes === undefined ? UNKNOWN : `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`

function memoryPerClient({ memory }: Bench, { clients }: Options): string {
  if (memory.before === undefined || memory.connected === undefined) return UNKNOWN
  return `${((memory.connected - memory.before) / clients / 1000).toFixed(1)} kB`
}
