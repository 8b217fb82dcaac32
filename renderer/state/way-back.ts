import { effect } from '@preact/signals'
import type { Devices } from '../call/devices/devices.js'
import type { Calling } from './calling.js'
import type { Goal } from './goal.js'
import type { HostConnection } from './host-connection.js'
import { tabStorage, WAY_BACK } from './storage.js'

/** What it takes to be in the call again as the person was. */
export interface WayBack {
  readonly goal: Goal
  /** The host's origin. */
  readonly origin: string
  readonly microphone: boolean
  readonly camera: boolean
  /** When the person was last in the call, in milliseconds since 1970. */
  readonly at: number
}

/** How often it is written down that the person is still there, for a page that crashes. */
const EVERY_MS = 10_000
/** Whoever loads the page anew later than this means to begin anew. */
const GOOD_FOR_MS = 60_000

/**
 * The way back into the call that the page was in before it was loaded anew; undefined where it was not, or that is long
 * ago.
 */
export function readWayBack(): WayBack | undefined {
  const text = tabStorage.get(WAY_BACK)
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (text === '' || navigation?.type !== 'reload') return undefined
  const way: WayBack = JSON.parse(text)
  return Date.now() - way.at < GOOD_FOR_MS ? way : undefined
}

/** Writes the way back down for as long as the person is in a call, until the function that comes back is called. */
export function keepWayBack(calling: Calling, { microphone, camera }: Devices, host: HostConnection): () => void {
  const write = () => {
    const goal = calling.wayBack
    const { origin } = host.view.peek()
    const wanted = { microphone: microphone.wanted.value, camera: camera.wanted.value }
    if (goal) tabStorage.set(WAY_BACK, JSON.stringify({ goal, origin, ...wanted, at: Date.now() } satisfies WayBack))
    else tabStorage.remove(WAY_BACK)
  }
  const timer = setInterval(write, EVERY_MS)
  const stop = effect(write)
  return () => {
    clearInterval(timer)
    stop()
  }
}
