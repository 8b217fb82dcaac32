import { isInNetwork } from '../ipv4.js'
import type { System } from '../system.js'
import { type Firewall, isInRange, MDNS_PORT, MEDIA_PORTS, type Packet, type Place } from './firewall.js'
import { allOf, type Chain, type Chains, fateIn, not, type Rule, type Truth, type Verdict } from './packet-filter.js'

/** Reads the kernel's packet filter as iptables has it. Rejects where it is missing or only root may. */
export async function readIptables(system: System, { network }: Place): Promise<Firewall> {
  const rules = await system.run('iptables', ['-S'])
  const accept = (match: string) => `sudo iptables -I INPUT -s ${network} ${match} -j ACCEPT`
  return {
    name: 'iptables',
    drops: (packet) => fateIn(parseIptables(rules, packet), 'INPUT') === 'drop',
    openPorts: (ports) => [
      accept(`-p tcp -m multiport --dports ${ports.join(',')}`),
      accept(`-p udp -m multiport --dports ${MDNS_PORT},${MEDIA_PORTS.first}:${MEDIA_PORTS.last}`),
    ],
    openMulticast: () => [
      accept(`-p udp --dport ${MDNS_PORT}`),
      `sudo iptables -I OUTPUT -p udp --dport ${MDNS_PORT} -j ACCEPT`,
    ],
  }
}

/** The chains in what `iptables -S` prints, or in the file of `iptables-restore`, as they are for the packet. */
export function parseIptables(text: string, packet: Packet): Chains {
  const chains = new Map<string, Chain>()
  for (const line of text.split('\n')) {
    const [command, name = '', ...rest] = line.match(WORD) ?? []
    if (command === '-P') chains.set(name, { policy: rest[0] === 'ACCEPT' ? 'accept' : 'drop', rules: [] })
    if (command !== '-A') continue
    const chain = chains.get(name) ?? { rules: [] }
    chains.set(name, chain)
    const rule = parseRule(rest, packet)
    if (rule) chain.rules.push(rule)
  }
  return chains
}

const WORD = /"(?:\\.|[^"])*"|\S+/g

/** What a rule asks for, by option; whatever else it asks for cannot be told from here (iptables(8)). */
const CONDITIONS: Readonly<Record<string, (value: string, packet: Packet) => Truth>> = {
  '-p': (protocol, packet) => protocol === packet.protocol || protocol === 'all',
  '-s': (network, { source }) => isInNetwork(source, network),
  '-d': (network, { destination }) => isInNetwork(destination, network),
  '-i': (name, packet) => isInterface(name, packet.interface),
  '--dport': (ports, { port }) => isInPorts(port, ports),
  '--dports': (ports, { port }) => isInPorts(port, ports),
  '--state': (states) => states.split(',').includes('NEW'),
  '--ctstate': (states) => states.split(',').includes('NEW'),
  // Loads what the options that follow need.
  '-m': () => true,
  '--comment': () => true,
}

function parseRule(words: readonly string[], packet: Packet): Rule | undefined {
  const conditions: Truth[] = []
  for (let at = 0; at < words.length; at++) {
    const isNegated = words[at] === '!'
    if (isNegated) at++
    const option = words[at] ?? ''
    const value = words[at + 1] ?? ''
    if (option === '-j' || option === '-g') return { matches: allOf(conditions), verdict: verdictOf(option, value) }
    if (!option.startsWith('-')) continue
    const truth = CONDITIONS[option]?.(value, packet)
    conditions.push(isNegated ? not(truth) : truth)
    if (!/^[-!]/.test(value)) at++
  }
  return undefined
}

/** A target that is no chain, such as LOG, decides nothing. */
function verdictOf(option: string, target: string): Verdict {
  if (option === '-g') return { goto: target }
  switch (target) {
    case 'ACCEPT':
      return 'accept'
    case 'DROP':
    case 'REJECT':
      return 'drop'
    case 'RETURN':
      return 'return'
    default:
      return { jump: target }
  }
}

/** A name that ends in "+" stands for all that begin like it. */
const isInterface = (pattern: string, name: string) =>
  pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern

const isInPorts = (port: number, list: string) => list.split(',').some((range) => isInRange(port, range, ':'))
