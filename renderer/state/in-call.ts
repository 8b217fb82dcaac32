import { computed, effect } from '@preact/signals'
import { watchPaths } from '../call/path-watch.js'
import type { Calling } from './calling.js'
import type { HostConnection } from './host-connection.js'
import type { Moving } from './moving.js'
import type { OwnHost } from './own-host.js'
import { watchForSleep } from './sleep-watch.js'
import { Succession } from './succession.js'

/** Keeps the person in every call from now on after the machine has slept, and when their host is gone. */
export function keepInCall(calling: Calling, host: HostConnection, ownHost: OwnHost, moving: Moving): void {
  // Nothing is said of firewalls, since the path is looked for at once.
  watchForSleep(() => {
    host.wake()
    calling.wake()
  })
  const hasOthers = computed(() => calling.peers.value.length > 0)
  effect(() => (hasOthers.value ? watchPaths(calling.peers, () => host.wake()) : undefined))
  new Succession(calling, host, ownHost, moving.wayTo)
}
