/** Nothing waits longer than this for the page to have nothing else to do. */
const AT_MOST_MS = 1_000

/** Does what is not urgent once the page has nothing else to do, or after a second. */
export function whenIdle(act: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: AT_MOST_MS })
  else setTimeout(act)
}
