import { BlockList, isIPv4 } from 'node:net'
import type { RankedAddress } from '../../common/control.js'
import { DEFAULT_PORT } from '../../common/limits.js'
import type { Interfaces } from './address.js'

/** Where a host may be that no announcement tells of. */
export interface Place {
  readonly address: string
  readonly port: number
}

/** What every address of is asked: at most 254. Larger networks are other people's as a rule. */
const SMALL_PREFIX = 24
/** However many networks the machine is in. */
const MOST_PLACES = 1_024

/** Where it leads to is not this network, is not for sure this person's, or is chance. */
const NOT_ASKED: readonly RankedAddress['reasons'][number][] = ['virtual', 'public', 'link-local']

interface Network {
  /** As numbers, both included: all that a machine can have, without the network's own and its broadcast address. */
  readonly first: number
  readonly last: number
  readonly prefix: number
}

/**
 * The places to ask for a host where multicast does not pass, in this order: the hosts that were met before
 * (`192.168.1.7:8080`, the latest last), the first address of each network of at most 254, then the others in it. All are
 * in private networks (RFC 1918) of real adapters at the machine's addresses `own`; none is the machine's or comes twice.
 */
export function placesToAsk(
  own: readonly RankedAddress[],
  interfaces: Interfaces,
  metBefore: readonly string[] = [],
): Place[] {
  const networks = privateNetworks(own, interfaces)
  const small = networks.filter(({ prefix }) => prefix >= SMALL_PREFIX)
  const reached = new BlockList()
  for (const { first, last } of networks) if (first <= last) reached.addRange(addressOf(first), addressOf(last))
  const usual = (number: number): Place => ({ address: addressOf(number), port: DEFAULT_PORT })
  const places = [
    ...metBefore.toReversed().flatMap(placeOf),
    ...small.map(({ first }) => usual(first)),
    ...small.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => usual(first + index))),
  ]
  const isOwn = new Set(infosOf(interfaces).map(({ address }) => address))
  const wanted = places.filter(({ address }) => reached.check(address) && !isOwn.has(address))
  return [...new Map(wanted.map((place) => [`${place.address}:${place.port}`, place])).values()].slice(0, MOST_PLACES)
}

function privateNetworks(own: readonly RankedAddress[], interfaces: Interfaces): Network[] {
  const asked = own.filter(({ address, reasons }) => isIPv4(address) && !reasons.some((why) => NOT_ASKED.includes(why)))
  return asked.flatMap(({ address }) => {
    const cidr = infosOf(interfaces).find((info) => info.address === address)?.cidr
    return cidr ? [networkOf(address, Number(cidr.split('/')[1]))] : []
  })
}

/** RFC 3021: a network of two addresses has none to spare. */
function networkOf(address: string, prefix: number): Network {
  const size = 2 ** (32 - prefix)
  const start = Math.floor(numberOf(address) / size) * size
  const spare = prefix >= 31 ? 0 : 1
  return { first: start + spare, last: start + size - 1 - spare, prefix }
}

/** Nothing for the names of hosts, which only the system could look up. */
function placeOf(host: string): Place[] {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  return url && isIPv4(url.hostname) ? [{ address: url.hostname, port: Number(url.port || 80) }] : []
}

const infosOf = (interfaces: Interfaces) => Object.values(interfaces).flatMap((infos = []) => infos)

const numberOf = (address: string) => address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)

const addressOf = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')
