import type { Series } from '../timeline.js'

/** What the plots of a report show. */
export interface PlotData {
  series: Series
  /** When the requests were sent, in seconds. */
  run: { from: number; to: number }
  distribution: {
    /** Middle of each bar. */
    milliseconds: number[]
    /** Percent of all in each bar. */
    requests: number[]
    reconnects: number[]
  }
}
