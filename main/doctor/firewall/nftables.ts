import type { System } from '../system.js'
import { type Firewall, MDNS_PORT, MEDIA_PORTS, type Packet, type Place, packetTo } from './firewall.js'
import { chainsOf, parseNftables } from './nftables-rules.js'
import { fateIn } from './packet-filter.js'

/** Reads the kernel's packet filter as nftables has it. Rejects where it is missing or only root may. */
export async function readNftables(system: System, place: Place): Promise<Firewall> {
  const ruleset = parseNftables(await system.run('nft', ['-j', 'list', 'ruleset']))
  /** The chain that drops it, such as `inet filter input`. */
  const dropping = (packet: Packet) => {
    const { chains, inputs } = chainsOf(ruleset, packet)
    return inputs.find((name) => fateIn(chains, name) === 'drop')
  }
  const accept = (packet: Packet, matches: readonly string[]) => {
    const chain = dropping(packet)
    if (chain === undefined) return []
    return matches.map((match) => `sudo nft 'insert rule ${chain} ip saddr ${place.network} ${match} accept'`)
  }
  return {
    name: 'nftables',
    drops: (packet) => dropping(packet) !== undefined,
    openPorts: (ports) =>
      accept(packetTo(place, 'tcp', ports[0] ?? 0), [
        `tcp dport { ${ports.join(', ')} }`,
        `udp dport { ${MDNS_PORT}, ${MEDIA_PORTS.first}-${MEDIA_PORTS.last} }`,
      ]),
    openMulticast: () => accept(packetTo(place, 'udp', MDNS_PORT), [`udp dport ${MDNS_PORT}`]),
  }
}
