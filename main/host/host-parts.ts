import type { RelayOffer } from '../../common/protocol.js'
import type { Bans } from './bans.js'
import type { Calls } from './calls.js'
import type { Directory } from './directory.js'
import type { FileLinks } from './file-links.js'
import type { Mailbox } from './mailbox.js'
import type { Membership } from './membership.js'
import type { Person } from './person.js'
import type { PersonLimit } from './person-limit.js'
import type { Presence } from './presence.js'
import type { Seats } from './seats.js'
import type { Tickets } from './tickets.js'
import type { Traffic } from './traffic.js'
import type { Turns } from './turns.js'

/** What the contract and the dialects of one host act on. */
export interface HostParts {
  readonly directory: Directory
  readonly mailbox: Mailbox
  readonly membership: Membership
  readonly calls: Calls
  readonly presence: Presence
  readonly turns: Turns
  readonly bans: Bans
  readonly seats: Seats
  /** The seats of those who ring: a page that has crashed does not come back by itself. */
  readonly callers: Seats
  readonly tickets: Tickets
  /** Web origins whose pages may use the host besides its own. */
  readonly allowedOrigins: Set<string>
  /** How long a lost connection keeps its seat. */
  readonly graceMs: number
  /** How long a caller's connection may be lost before it no longer rings. */
  readonly callerGraceMs: number
  readonly fileLinks: FileLinks
  /** On what a person can flood others with: messages, rings and offers of files. */
  readonly floods: PersonLimit
  readonly traffic: Traffic
  /** What a person needs to use the host's relay; undefined where there is none. */
  relayFor(person: Person): RelayOffer | undefined
  /** This machine's LAN addresses as they are now, best first. */
  lanAddresses(): string[]
}
