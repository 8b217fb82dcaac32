import { isIPv4 } from 'node:net'
import type { RankedAddress } from '../../common/control.js'
import { type Finding, SEPARATOR } from '../../common/findings.js'
import { packetTo, placeOf } from './firewall/firewall.js'
import { firewallInForce } from './firewall/in-force.js'
import type { System } from './system.js'

/**
 * Finds that the firewall of this machine likely keeps others from these ports, going by its rules for the address that
 * others are given. Rejects where the rules cannot be read.
 */
export async function firewallLikely(
  system: System,
  [best]: readonly RankedAddress[],
  ports: readonly number[],
): Promise<Finding[]> {
  if (!best || ports.length === 0) return []
  if (!isIPv4(best.address)) throw new Error('Rules are read for IPv4 alone.')
  const place = placeOf(system, best)
  const packets = ports.map((port) => packetTo(place, 'tcp', port))
  const firewall = await firewallInForce(system, place, packets)
  const closed = packets.filter((packet) => firewall.drops(packet)).map(({ port }) => port)
  if (closed.length === 0) return []
  const { name, profile } = firewall
  const facts = { firewall: name, ports: closed.join(SEPARATOR), ...(profile !== undefined && { profile }) }
  return [{ code: 'firewall-likely', facts, commands: firewall.openPorts(closed) }]
}
