import * as v from 'valibot'
import { finite, readAs } from '../../../common/schema.js'
import { isInNetwork } from '../ipv4.js'
import type { Packet } from './firewall.js'
import { anyOf, not, type Truth } from './packet-filter.js'

/** A condition of a rule, as libnftables-json(5) has it. */
const Match = v.object({ op: v.string(), left: v.unknown(), right: v.unknown() })
const Left = v.union([
  v.object({ payload: v.object({ protocol: v.string(), field: v.string() }) }),
  v.object({ meta: v.object({ key: v.string() }) }),
  v.object({ ct: v.object({ key: v.string(), dir: v.optional(v.undefined()) }) }),
  v.object({ fib: v.object({ result: v.literal('type'), flags: v.strictTuple([v.literal('daddr')]) }) }),
])
const Range = v.object({ range: v.strictTuple([finite, finite]) })
const Prefix = v.object({ prefix: v.object({ addr: v.string(), len: finite }) })
const AnonymousSet = v.object({ set: v.array(v.unknown()) })

/** Whether the condition holds for the packet; undefined where that cannot be told from here. */
export function matchOf(match: unknown, packet: Packet): Truth {
  const data = readAs(Match, match)
  if (!data) return undefined
  const truth = anyOf(valuesOf(data.right).map((value) => valueMatches(data.left, value, packet)))
  if (data.op === '==' || data.op === 'in') return truth
  return data.op === '!=' ? not(truth) : undefined
}

function valuesOf(right: unknown): readonly unknown[] {
  if (Array.isArray(right)) return right
  return readAs(AnonymousSet, right)?.set ?? [right]
}

/** Protocols that the packet is none of, so that nothing about them holds. */
const OTHER_PROTOCOLS = ['icmp', 'icmpv6', 'ip6', 'arp', 'sctp', 'dccp', 'udplite', 'esp', 'ah', 'comp', 'vlan']

/** Whether one field of the packet has this value, of which there may be a range or a prefix. */
export function valueMatches(key: unknown, value: unknown, packet: Packet): Truth {
  const left = readAs(Left, key)
  if (!left) return undefined
  if ('ct' in left) return left.ct.key === 'state' ? value === 'new' : undefined
  if ('fib' in left) return value === 'local'
  if ('meta' in left) return metaMatches(left.meta.key, value, packet)
  const { protocol, field } = left.payload
  if (protocol === 'ip') return headerMatches(field, value, packet)
  if (OTHER_PROTOCOLS.includes(protocol)) return false
  if ((protocol === 'tcp' || protocol === 'udp') && protocol !== packet.protocol) return false
  return field === 'dport' ? isPort(value, packet.port) : undefined
}

function metaMatches(key: string, value: unknown, packet: Packet): Truth {
  switch (key) {
    case 'iif':
    case 'iifname':
      return typeof value === 'string' ? isInterface(value, packet.interface) : undefined
    case 'l4proto':
      return isProtocol(value, packet)
    case 'nfproto':
      return value === 'ipv4'
    case 'protocol':
      return value === 'ip'
    case 'pkttype':
      return value === 'host'
    default:
      return undefined
  }
}

function headerMatches(field: string, value: unknown, packet: Packet): Truth {
  switch (field) {
    case 'protocol':
      return isProtocol(value, packet)
    case 'saddr':
      return isAddress(value, packet.source)
    case 'daddr':
      return isAddress(value, packet.destination)
    default:
      return undefined
  }
}

/** Numbers of protocols that nft has no name for are printed as they are (IANA). */
const PROTOCOL_NUMBERS = { tcp: 6, udp: 17 } as const

const isProtocol = (value: unknown, { protocol }: Packet) => value === protocol || value === PROTOCOL_NUMBERS[protocol]

/** A name that ends in "*" stands for all that begin like it. */
const isInterface = (pattern: string, name: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern

function isPort(value: unknown, port: number): Truth {
  const range = readAs(Range, value)?.range
  if (range) return range[0] <= port && port <= range[1]
  return typeof value === 'number' ? value === port : undefined
}

function isAddress(value: unknown, address: string): Truth {
  const prefix = readAs(Prefix, value)?.prefix
  if (prefix) return isInNetwork(address, `${prefix.addr}/${prefix.len}`)
  return typeof value === 'string' ? isInNetwork(address, value) : undefined
}
