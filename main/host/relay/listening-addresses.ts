import type { Interfaces } from './networks.js'
import { familyOf } from './transport-address.js'

const ALL_IPV4 = '0.0.0.0'
const ALL_IPV6 = '::'

/** What to bind for all that is asked for; IPv6 for both families, as it does over TCP, and so does no address. */
export function wildcardsOf(address: string | undefined): readonly string[] {
  return address === undefined || address === ALL_IPV6 ? [ALL_IPV4, ALL_IPV6] : [address]
}

/** What to bind one by one for the same, loopback included: this machine's addresses, or the one that is asked for. */
export function listeningAddresses(address: string | undefined, interfaces: Interfaces): readonly string[] {
  const wildcards = wildcardsOf(address)
  if (!wildcards.includes(ALL_IPV4)) return wildcards
  const all = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos.map((info) => withZone(info.address.replace(/%.*/, ''), zoneOf(name, info))),
  )
  return wildcards.includes(ALL_IPV6) ? all : all.filter((each) => familyOf(each) === 'IPv4')
}

/** Link-local addresses of IPv6 are those of an interface (RFC 4007), which Windows knows by a number. */
const withZone = (address: string, zone: string | number) =>
  /^fe[89ab]/i.test(address) ? `${address}%${zone}` : address

const zoneOf = (name: string, info: { scopeid?: number | undefined }) =>
  process.platform === 'win32' ? (info.scopeid ?? name) : name
