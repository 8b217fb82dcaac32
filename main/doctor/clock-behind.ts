import type { Finding } from '../../common/findings.js'

/** Finds that the clock of this machine is certainly wrong: it was earlier when this program was built. */
export function clockBehind(now: Date, built: Date | undefined): Finding[] {
  if (!built || now >= built) return []
  return [{ code: 'clock-behind', facts: { now: now.toISOString(), built: built.toISOString() }, commands: [] }]
}
