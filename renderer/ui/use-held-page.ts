import { useEffect } from 'preact/hooks'
import type { App } from '../state/app.js'

/** Keeps the screen on and asks before the page is closed, while somebody else is in the call. */
export function useHeldPage({ calling, secureDoor, bridge }: App): void {
  const isInCompany = calling.peers.value.some(({ state }) => state.value !== 'connecting')
  useEffect(() => (isInCompany ? keepScreenOn() : undefined), [isInCompany])
  useEffect(() => {
    // In the app there is no dialog: closing its window does not end the call without asking either.
    if (isInCompany && !bridge) return askBeforeClosing(() => secureDoor.isOnTheWay)
  }, [isInCompany, bridge, secureDoor])
}

/** Until the function that comes back is called. A browser gives the lock up where the page is hidden. */
function keepScreenOn(): () => void {
  let lock: WakeLockSentinel | undefined
  let isWanted = true
  const ask = async () => {
    if (document.hidden || !navigator.wakeLock) return
    // Refused where the battery is low: then the screen goes dark as it always does.
    const given = await navigator.wakeLock.request('screen').catch(() => undefined)
    await lock?.release()
    lock = given
    if (!isWanted) await lock?.release()
  }
  const onVisible = () => void ask()
  document.addEventListener('visibilitychange', onVisible)
  void ask()
  return () => {
    isWanted = false
    document.removeEventListener('visibilitychange', onVisible)
    void lock?.release()
  }
}

/** How long after its keys a page is taken to be loaded anew by them. */
const RELOADS_WITHIN_MS = 1_000

/**
 * Has the browser ask, until the function that comes back is called. A page that is loaded anew comes back into the call by
 * itself, and so does one that goes to the secure door: whoever does that by the keyboard or a button here is asked nothing.
 * A press on the browser's own reload button can't be told from closing the tab.
 */
function askBeforeClosing(isMoving: () => boolean): () => void {
  let reloadedMs = Number.NEGATIVE_INFINITY
  const onKeyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r')) reloadedMs = performance.now()
  }
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    if (!isMoving() && performance.now() - reloadedMs > RELOADS_WITHIN_MS) event.preventDefault()
  }
  addEventListener('keydown', onKeyDown, { capture: true })
  addEventListener('beforeunload', onBeforeUnload)
  return () => {
    removeEventListener('keydown', onKeyDown, { capture: true })
    removeEventListener('beforeunload', onBeforeUnload)
  }
}
