/** Nothing waits longer than this for the page to have nothing else to do. */
const AT_MOST_MS = 1_000
/** As long as the way into a call takes, up to the first picture of the others. */
const WAY_IN_MS = 1_000

let heldSince = 0

/** Has all that is not urgent wait for a second, as whoever goes into a call does not. */
export function holdWhatCanWait(): void {
  heldSince = Date.now()
}

/** Does what is not urgent once the page has nothing else to do, or after a second; see `holdWhatCanWait`. */
export function whenIdle(act: () => void): void {
  const ms = heldMs()
  const attempt = () => (heldMs() > 0 ? whenIdle(act) : act())
  if (ms > 0) setTimeout(attempt, ms)
  // Safari has no requestIdleCallback.
  else if ('requestIdleCallback' in window) requestIdleCallback(attempt, { timeout: AT_MOST_MS })
  else setTimeout(attempt)
}

/** For how long yet; a clock that is set back ends it. */
function heldMs(): number {
  const ms = heldSince + WAY_IN_MS - Date.now()
  return ms > WAY_IN_MS ? 0 : ms
}
