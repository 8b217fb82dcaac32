import type { Devices } from '../call/devices/devices.js'
import type { Calling } from './calling.js'
import type { HostConnection } from './host-connection.js'
import type { Moving } from './moving.js'
import type { OwnHost } from './own-host.js'
import { watchForSleep } from './sleep-watch.js'
import { Succession } from './succession.js'
import { keepWayBack } from './way-back.js'

/**
 * Keeps the person in every call from now on: after the machine has slept, when their host is gone, and when the page is
 * loaded anew. The function that comes back leaves the way back into the call as it is.
 */
export function keepInCall(
  calling: Calling,
  devices: Devices,
  host: HostConnection,
  ownHost: OwnHost,
  moving: Moving,
): () => void {
  // Nothing is said of firewalls, since the path is looked for at once.
  watchForSleep(() => {
    host.wake()
    calling.wake()
  })
  new Succession(calling, host, ownHost, moving.wayTo)
  return keepWayBack(calling, devices, host)
}
