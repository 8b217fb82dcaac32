import type { Removal } from '../../common/control.js'
import type { Directory } from './directory.js'
import type { HostParts } from './host-parts.js'
import type { Mailbox } from './mailbox.js'
import type { Passcode } from './passcode.js'
import type { Ring, Rings } from './rings.js'
import type { HostServer } from './sockets.js'

/** Who is on the host and where, what is on its way to them, and who rings whom. */
export interface HostState {
  readonly directory: Directory
  readonly mailbox: Mailbox
  readonly rings: Rings
}

/** Several processes that are one host, of which this one is to be one. */
export interface Cluster {
  /** Whether it can be known who is on the host: nobody comes in while it cannot. */
  readonly isReachable: boolean
  /** What this process has in place of its own memory. */
  state(io: HostServer, ringMs: number, onUnanswered: (ring: Ring) => void): HostState
  /** Takes part from now on: clients may come in. */
  join(io: HostServer, parts: HostParts, passcode: Passcode): Promise<void>
  /** Takes a person off the host who is at another process; false where nobody has that id. */
  remove(removal: Removal): Promise<boolean>
  /** Takes no part any more: the people here are the others' to wait for. */
  leave(): Promise<void>
}
