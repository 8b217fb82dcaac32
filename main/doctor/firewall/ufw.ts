import type { System } from '../system.js'
import { type Firewall, MDNS_PORT, MEDIA_PORTS, type Place } from './firewall.js'
import { parseIptables } from './iptables.js'
import { fateIn } from './packet-filter.js'

/**
 * Reads ufw from its files; undefined where it is not enabled. Only root may read the rules that the person has added:
 * without them the packet counts as one that no rule is about.
 */
export async function readUfw(system: System, { network }: Place): Promise<Firewall | undefined> {
  const read = (path: string) => system.readText(path).catch(() => '')
  if (!/^ENABLED=["']?yes/im.test(await read('/etc/ufw/ufw.conf'))) return undefined
  const isOpenByDefault = /^DEFAULT_INPUT_POLICY=["']?ACCEPT/m.test(await read('/etc/default/ufw'))
  const rules = await read('/etc/ufw/user.rules')
  const allow = (protocol: string, ports: string) =>
    `sudo ufw allow proto ${protocol} from ${network} to any port ${ports}`
  return {
    name: 'ufw',
    drops: (packet) =>
      (fateIn(parseIptables(rules, packet), 'ufw-user-input') ?? (isOpenByDefault ? 'accept' : 'drop')) === 'drop',
    openPorts: (ports) => [
      allow('tcp', ports.join(',')),
      allow('udp', `${MDNS_PORT},${MEDIA_PORTS.first}:${MEDIA_PORTS.last}`),
    ],
    openMulticast: () => [allow('udp', String(MDNS_PORT))],
  }
}
