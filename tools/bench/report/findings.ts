import type { Figures } from '../figures.js'
import type { Histogram } from '../histogram.js'
import type { Options } from '../options.js'
import type { Bench } from '../run.js'

/** What a report tells. */
export interface Findings {
  options: Options
  bench: Bench
  figures: Figures
  /** How long all room requests took, in microseconds. */
  allRequests: Histogram
}
