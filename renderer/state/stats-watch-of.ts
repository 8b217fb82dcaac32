import { StatsWatch } from '../call/stats/stats-watch.js'
import type { Calling } from './calling.js'

const watches = new WeakMap<Calling, StatsWatch>()

/** What is known of the links of a call, the same for all who look. */
export function statsWatchOf(calling: Calling): StatsWatch {
  const watch = watches.get(calling) ?? new StatsWatch(calling.peers)
  watches.set(calling, watch)
  return watch
}
