import type { Flow, Flows, LinkStats } from './link-stats.js'

/**
 * From where on a connection is called poor.
 *
 * Loss: Opus makes up for single lost packets by its in-band correction, and video asks for them again; from about 3 in
 * 100 on, words get lost and pictures stop. A LAN by cable loses none, a good wireless one fewer than 1 in 100.
 *
 * Round trip: ITU-T G.114 has 150 ms one way as the most that nobody minds in a conversation.
 *
 * Jitter: what is played must wait for two to three times as long, which from 30 ms on is a delay that is heard, or gaps.
 * Of sound alone: the packets of one picture are spread over time by whoever sends them.
 */
const POOR = { lossRatio: 0.03, roundTripMs: 300, jitterMs: 30 }

/** The fewest packets of which a share is told: of fewer, one lost would be too much. */
const ENOUGH_PACKETS = 50
/** How many readings in a row change what is said, so that one bad moment is no poor connection. */
const IN_A_ROW = 2

export interface Health {
  readonly isPoor: boolean
  /** How many of the last readings say otherwise. */
  readonly against: number
}

export const HEALTHY: Health = { isPoor: false, against: 0 }

/** What a connection is by this reading and those before it. */
export const judge = (before: Health, stats: LinkStats): Health =>
  judgeWays(before, stats, [stats.sent, stats.received])

/** The same of the way out alone: what is lost on the way in gets no better by sending less. */
export const judgeWayOut = (before: Health, stats: LinkStats): Health => judgeWays(before, stats, [stats.sent])

function judgeWays(before: Health, stats: LinkStats, ways: readonly Flows[]): Health {
  if (isPoor(stats, ways) === before.isPoor) return { isPoor: before.isPoor, against: 0 }
  const against = before.against + 1
  return against < IN_A_ROW ? { isPoor: before.isPoor, against } : { isPoor: !before.isPoor, against: 0 }
}

function isPoor({ roundTripMs = 0 }: LinkStats, ways: readonly Flows[]): boolean {
  if (roundTripMs > POOR.roundTripMs) return true
  return ways.some(
    (flows) => (lossOf(flows) ?? 0) > POOR.lossRatio || (flows.microphone?.jitterMs ?? 0) > POOR.jitterMs,
  )
}

/** The share of all packets one way that was lost, from 0 to 1; undefined where too few were counted. */
export function lossOf(flows: Flows): number | undefined {
  const all: readonly Flow[] = Object.values(flows)
  const packets = all.reduce((sum, flow) => sum + (flow.packets ?? 0), 0)
  const lost = all.reduce((sum, flow) => sum + (flow.packets ?? 0) * (flow.lossRatio ?? 0), 0)
  return packets < ENOUGH_PACKETS ? undefined : lost / packets
}
