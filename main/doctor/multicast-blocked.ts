import { isIPv4 } from 'node:net'
import type { RankedAddress } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import { MDNS_PORT, packetTo, placeOf } from './firewall/firewall.js'
import { firewallInForce } from './firewall/in-force.js'
import type { System } from './system.js'

/**
 * Finds the IPv4 addresses at which mDNS does not get through, so that hosts neither find nor are found. Rejects where
 * that cannot be tried.
 */
export async function multicastBlocked(system: System, addresses: readonly RankedAddress[]): Promise<Finding[]> {
  const onLan = addresses.filter(({ address, reasons }) => isIPv4(address) && !reasons.includes('virtual'))
  const findings = await Promise.all(
    onLan.map(async (ranked): Promise<Finding[]> => {
      const { address, interface: name } = ranked
      if (await system.multicastReturns(address)) return []
      return [
        { code: 'multicast-blocked', facts: { address, interface: name }, commands: await commandsFor(system, ranked) },
      ]
    }),
  )
  return findings.flat()
}

/** None where it cannot be told which firewall it would be. */
async function commandsFor(system: System, ranked: RankedAddress): Promise<string[]> {
  const place = placeOf(system, ranked)
  const packet = packetTo(place, 'udp', MDNS_PORT)
  return firewallInForce(system, place, [packet]).then(
    (firewall) => firewall.openMulticast(),
    () => [],
  )
}
