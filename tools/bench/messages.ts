import type { Outcome } from './checker.js'
import type { SparseCounts } from './histogram.js'
import type { ViolationCount } from './violations.js'

/** What is timed apart: requests by their outcome, and opening a connection. */
export const LATENCY_KINDS = ['created', 'joined', 'again', 'full', 'left', 'reconnect'] as const satisfies (
  | Outcome
  | 'reconnect'
)[]
export type LatencyKind = (typeof LATENCY_KINDS)[number]

/** What one load process does: all clients that ever ask for its rooms are its own. */
export interface LoadPlan {
  url: string
  clients: number
  rooms: string[]
  requests: number
  capacity: number
  /** Requests under way at one time. */
  inFlight: number
  seed: number
}

/** What the load process is told. It says `done` after each but the first. */
export type Command =
  | { do: 'prepare'; plan: LoadPlan }
  /** Connect all clients. */
  | { do: 'connect' }
  /** Send all requests and wait for their answers. */
  | { do: 'run' }
  /** Leave, disconnect, and look whether the rooms are empty. */
  | { do: 'finish' }

export interface Latencies {
  counts: SparseCounts
  /** In microseconds, like the buckets. */
  max: number
}

/** What happened since the last tick. */
export interface Tick {
  connected: number
  /** Of `create or join` and `leave` together. */
  latencies: Latencies
}

export interface Tally {
  /** Room requests sent. */
  sent: number
  answered: number
  /** Cut off on purpose before the answer. */
  cut: number
  latencies: Record<LatencyKind, Latencies>
  violations: ViolationCount[]
}

export type Report =
  | { tell: 'tick'; tick: Tick }
  | { tell: 'done'; tally: Tally }
  /** The process cannot go on; a sentence. */
  | { tell: 'failed'; message: string }
