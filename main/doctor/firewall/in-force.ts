import type { System } from '../system.js'
import type { Firewall, Packet, Place } from './firewall.js'
import { readFirewalld } from './firewalld.js'
import { readIptables } from './iptables.js'
import { readMacOsFirewall } from './macos.js'
import { readNftables } from './nftables.js'
import { readUfw } from './ufw.js'
import { readWindowsFirewall } from './windows.js'

/**
 * The firewall that decides over these packets at an address of this machine. Rejects where none can be read, as on
 * Linux, where only root may read the rules of the kernel.
 */
export async function firewallInForce(system: System, place: Place, packets: readonly Packet[]): Promise<Firewall> {
  if (system.platform === 'win32') return readWindowsFirewall(system, place)
  if (system.platform === 'darwin') return readMacOsFirewall(system)
  return (
    (await readUfw(system, place)) ??
    (await readFirewalld(system, place)) ??
    (await readPacketFilter(system, place, packets))
  )
}

/** Both may be in use on one machine, and a packet has to pass both. */
async function readPacketFilter(system: System, place: Place, packets: readonly Packet[]): Promise<Firewall> {
  const filters = await Promise.allSettled([readIptables(system, place), readNftables(system, place)])
  const read = filters.flatMap((filter) => (filter.status === 'fulfilled' ? [filter.value] : []))
  const first = read.find((filter) => packets.some((packet) => filter.drops(packet))) ?? read[0]
  if (!first) throw new Error('The packet filter cannot be read.')
  return first
}
