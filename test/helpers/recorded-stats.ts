import { readFileSync } from 'node:fs'
import type { LinkReport, StatsEntry } from '../../renderer/call/stats/link-stats.js'
import type { Source } from '../../renderer/call/transceivers.js'

const SOURCES: Readonly<Record<string, Source>> = { 0: 'microphone', 1: 'camera', 2: 'screen', 3: 'screenSound' }

/** A report of these entries, of a link as every link of the page is. */
export const reportOf = (entries: readonly StatsEntry[]): LinkReport => ({ entries, sourceOf: (mid) => SOURCES[mid] })

/**
 * Two reports of one link, a second apart, as the browser gave them: Chromium 156 in a call with another, Firefox 153 in
 * one with a Chromium, all with pretend cameras and microphones. Without addresses, secrets and what is of no use here.
 */
export function recordedStats(browser: 'chromium' | 'firefox'): [StatsEntry[], StatsEntry[]] {
  const file = new URL(`../fixtures/stats/${browser}.jsonl`, import.meta.url)
  const [first = '[]', second = '[]'] = readFileSync(file, 'utf8').split('\n')
  return [JSON.parse(first), JSON.parse(second)]
}
