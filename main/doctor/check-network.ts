import type { RankedAddress } from '../../common/control.js'
import { type Finding, SEPARATOR, type Subject } from '../../common/findings.js'
import type { Door } from '../../common/knock.js'
import { within } from '../../common/within.js'
import type { AnnouncedHost } from '../lan/candidates.js'
import { certificateClock, type Validity } from './certificate-clock.js'
import { clockBehind } from './clock-behind.js'
import { hostUnreachable } from './host-unreachable.js'
import { multicastBlocked } from './multicast-blocked.js'
import { noNetwork } from './no-network.js'
import { portTaken } from './port-taken.js'
import { type System, thisSystem } from './system.js'
import { vpnDefaultRoute } from './vpn-default-route.js'
import { findWayIn, type Neighbour } from './way-in.js'

const CHECK_TIMEOUT_MS = 3_000

/** What the doctor is told of the host. */
export interface NetworkInputs {
  /** The ports that the host is to have, 0 for any. */
  readonly port: number
  readonly securePort: number
  /** The doors that it has, where it runs. */
  readonly doors?: readonly Door[]
  /** The addresses at which others come in, best first. */
  addresses(): Promise<readonly RankedAddress[]>
  /** The hosts that announce themselves on the network, other than this one. */
  announced(): Promise<readonly AnnouncedHost[]>
  /** Those who answer; none where there is no host yet for them to try. */
  neighbours?(): readonly Neighbour[]
  /** The host's key, where it has one. */
  readonly key?: string | undefined
  /** When the host's certificate is good; undefined where it has none. */
  certificate(): Promise<Validity | undefined>
}

/** One thing to look at. */
interface Check {
  readonly subject: Subject
  find(): Promise<Finding[]>
}

/**
 * Looks for all that could keep others from joining, at once, each within 3 seconds. Gives what was found, the weightiest
 * first, or `all-well` alone, which says what was looked at and what could not be. Changes nothing; never rejects.
 */
export async function checkNetwork(inputs: NetworkInputs, system: System = thisSystem): Promise<Finding[]> {
  const checks = checksOf(inputs, system)
  const results = await Promise.allSettled(checks.map(({ find }) => withinTime(find)))
  const findings = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  if (findings.length > 0) return findings
  const subjects = (status: 'fulfilled' | 'rejected') =>
    checks.filter(({ subject }, index) => subject !== '0' && results[index]?.status === status).map(subjectOf)
  const unchecked = subjects('rejected')
  const facts = {
    checked: subjects('fulfilled').join(SEPARATOR),
    ...(unchecked.length > 0 && { unchecked: unchecked.join(SEPARATOR) }),
  }
  return [{ code: 'all-well', facts, commands: [] }]
}

const subjectOf = ({ subject }: Check) => subject

/** The checks, that of what weighs most first. */
function checksOf(inputs: NetworkInputs, system: System): Check[] {
  const { port, securePort } = inputs
  return [
    { subject: 'network', find: async () => noNetwork(await inputs.addresses()) },
    { subject: `${port}`, find: () => portTaken(system, 'http', port) },
    { subject: `${securePort}`, find: () => portTaken(system, 'https', securePort) },
    { subject: 'firewall', find: () => wayIn(inputs, system) },
    { subject: 'clock', find: async () => clockBehind(system.now(), system.built) },
    { subject: 'certificate', find: async () => certificateFindings(await inputs.certificate(), system) },
    { subject: 'hosts', find: async () => hostUnreachable(system, await inputs.announced()) },
    { subject: 'announcements', find: async () => multicastBlocked(system, await inputs.addresses()) },
    { subject: 'route', find: async () => vpnDefaultRoute(await inputs.addresses()) },
  ]
}

async function wayIn(inputs: NetworkInputs, system: System): Promise<Finding[]> {
  const { port, securePort, doors = [], neighbours, key } = inputs
  const ports = inputs.doors ? doors.map((door) => door.port) : [port, securePort].filter((wanted) => wanted !== 0)
  return findWayIn(system, { addresses: await inputs.addresses(), ports, doors, neighbours: neighbours?.() ?? [], key })
}

/** A certificate tells nothing more about a clock that is certainly wrong. */
function certificateFindings(validity: Validity | undefined, { now, built }: System): Finding[] {
  const isClockBehind = clockBehind(now(), built).length > 0
  return validity && !isClockBehind ? certificateClock(validity, now()) : []
}

async function withinTime(find: Check['find']): Promise<Finding[]> {
  const findings = await within(find(), CHECK_TIMEOUT_MS)
  if (!findings) throw new Error('The check took too long.')
  return findings
}
