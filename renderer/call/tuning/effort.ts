import type { Flow, LinkStats } from '../stats/link-stats.js'

/** The codec for pictures that takes the least of a processor, and that every browser has (RFC 7742, section 5). */
export const LEAST_EFFORT = 'video/VP8'

/** How one link's pictures are encoded, by what its encoders say of themselves. */
export interface Effort {
  /** Since when the processor has been too slow for the codec, in milliseconds since 1970. */
  readonly tooMuchSinceMs: number | undefined
  /** Whether the link keeps to the codec of the least effort; for good, so that no two codecs take turns. */
  readonly isLeast: boolean
}

export const NO_EFFORT: Effort = { tooMuchSinceMs: undefined, isLeast: false }

/** How long it has to be too much: a call that begins, or a program that starts, takes much for a moment. */
const PATIENCE_MS = 14_000

/** Takes in a reading. What a machine was said to encode in hardware may turn out to be encoded in software. */
export function effortAfter(effort: Effort, stats: LinkStats | undefined): Effort {
  if (effort.isLeast || !stats) return effort
  if (![stats.sent.camera, stats.sent.screen].some(isTooMuch)) return NO_EFFORT
  const tooMuchSinceMs = effort.tooMuchSinceMs ?? stats.atMs
  return { tooMuchSinceMs, isLeast: stats.atMs - tooMuchSinceMs >= PATIENCE_MS }
}

/** An encoder that does not say whether it is one in hardware is left alone. */
const isTooMuch = (flow: Flow | undefined) =>
  flow?.limitedBy === 'cpu' && flow.isInHardware === false && `video/${flow.codec}` !== LEAST_EFFORT
