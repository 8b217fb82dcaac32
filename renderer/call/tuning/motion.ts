import type { LinkStats } from '../stats/link-stats.js'

export type ScreenHint = 'detail' | 'motion'

/** Frames per second from which on, and up to which, a screen shows a film, or text. What is between changes nothing. */
const [FILM, TEXT] = [20, 10]
const IN_A_ROW = 2

/** What is shown on a shared screen, by how many frames of it were sent: of one that stands still there are hardly any. */
export function hintFor(before: ScreenHint, readings: readonly LinkStats[]): ScreenHint {
  const rates = readings.slice(-IN_A_ROW).map(({ sent }) => sent.screen?.framesPerSecond)
  if (rates.length < IN_A_ROW) return before
  if (rates.every((rate) => rate !== undefined && rate >= FILM)) return 'motion'
  return rates.every((rate = 0) => rate <= TEXT) ? 'detail' : before
}
