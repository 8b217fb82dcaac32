import { isInNetwork } from '../ipv4.js'
import type { System } from '../system.js'
import { type Firewall, isInRange, MEDIA_PORTS, type Packet, type Place } from './firewall.js'

interface Zone {
  readonly name: string
  /** What `firewall-cmd --list-all-zones` prints of it, by the name of the line. */
  readonly fields: Readonly<Record<string, string>>
}

/** Asks firewalld; undefined where it does not run. Rejects where it runs but does not tell. */
export async function readFirewalld(system: System, place: Place): Promise<Firewall | undefined> {
  const ask = (option: string) => system.run('firewall-cmd', [option]).then((text) => text.trim())
  if ((await ask('--state').catch(() => '')) !== 'running') return undefined
  const [zones, defaultZone] = await Promise.all([ask('--list-all-zones').then(parseZones), ask('--get-default-zone')])
  const zone = zoneOf(zones, place) ?? zones.find(({ name }) => name === defaultZone)
  if (!zone) throw new Error('firewalld has no zone for this network.')
  const add = (...what: string[]) => [
    `sudo firewall-cmd --permanent --zone=${zone.name} ${what.map((it) => `--add-${it}`).join(' ')}`,
    'sudo firewall-cmd --reload',
  ]
  return {
    name: 'firewalld',
    drops: (packet) => !letsIn(zone, packet),
    openPorts: (ports) =>
      add(
        ...ports.map((port) => `port=${port}/tcp`),
        `port=${MEDIA_PORTS.first}-${MEDIA_PORTS.last}/udp`,
        'service=mdns',
      ),
    openMulticast: () => add('service=mdns'),
  }
}

/** Zones stand apart by an empty line; each begins with its name and, in parentheses, whether it is in use. */
function parseZones(text: string): Zone[] {
  return text.split(/\n\s*\n/).map((block) => {
    const [head = '', ...lines] = block.split('\n')
    // Rich rules follow on lines of their own, which begin with a tab.
    const fields = lines.map((line) => /^ {2}([\w -]+):(.*)$/.exec(line)).filter((match) => match !== null)
    return {
      name: head.split(' ', 1)[0] ?? '',
      fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value.trim()])),
    }
  })
}

/** The zone of a network's addresses comes before that of an interface (firewalld.zones(5)). */
function zoneOf(zones: readonly Zone[], place: Place): Zone | undefined {
  const words = (zone: Zone, field: string) => zone.fields[field]?.split(' ') ?? []
  return (
    zones.find((zone) => words(zone, 'sources').some((source) => isInNetwork(place.address, source))) ??
    zones.find((zone) => words(zone, 'interfaces').includes(place.interface))
  )
}

/** By the zone's ports; what services and rich rules let in besides is not known. */
function letsIn({ fields }: Zone, { protocol, port }: Packet): boolean {
  if (fields['target'] === 'ACCEPT') return true
  return (fields['ports'] ?? '').split(' ').some((entry) => {
    const [range = '', of] = entry.split('/')
    return of === protocol && isInRange(port, range, '-')
  })
}
