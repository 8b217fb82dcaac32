import { effect, type ReadonlySignal } from '@preact/signals'
import type { HostToJoin, WayToHost } from '../../common/bridge.js'
import type { FoundHost } from '../../common/control.js'
import type { HostConnection } from './host-connection.js'

/** A host that has just got another address may need a moment before it answers there. */
const RETRY_MS = 3_000

/**
 * Goes after the current host when it is lost and found at another address: the one with the same key, by which `wayTo` in
 * the app makes sure of it. Works until the function that comes back is called.
 */
export function watchForRelocation(
  host: HostConnection,
  found: ReadonlySignal<readonly FoundHost[]>,
  wayTo: (host: HostToJoin) => Promise<WayToHost>,
): () => void {
  let current: FoundHost | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  const look = async () => {
    clearTimeout(retry)
    const lost = lostAt(host)
    const there = found.peek().find(({ key, origin }) => key && key === current?.key && origin !== lost)
    if (lost === undefined || !there) return
    const { origin, key } = there
    const way = await wayTo({ origin, ...(key !== undefined && { key }) }).catch(() => undefined)
    if (lostAt(host) !== lost) return
    if (way && 'origin' in way) host.relocate({ origin, via: way.origin })
    else retry = setTimeout(look, RETRY_MS)
  }
  const stop = effect(() => {
    const { origin, state } = host.view.value
    const listed = found.value.find((each) => each.origin === origin)
    if (state === 'connected') current = listed ?? (current?.origin === origin ? current : undefined)
    else void look()
  })
  return () => {
    stop()
    clearTimeout(retry)
  }
}

/** The origin of the host where that is another than the page's own, and its connection is lost. */
function lostAt(host: HostConnection): string | undefined {
  const { origin, state } = host.view.peek()
  const isLost = state === 'reconnecting' || state === 'closed-by-host'
  return isLost && !host.isAtOwn.peek() ? origin : undefined
}
