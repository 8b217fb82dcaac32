import { isIPv6 } from 'node:net'
import { inUrl, isLoopback, isWildcard } from '../../common/ip-address.js'

/** Where the page can be opened on this machine, by a host that is bound to this address, or to all. */
export function localUrl(bound: string | undefined, port: number): string {
  return urlOf('http', bound === undefined || isWildcard(bound) ? 'localhost' : bound, port)
}

/** Where the page can be opened from other machines: at these addresses, or at the one that the host is bound to. */
export function urlsAt(
  scheme: 'http' | 'https',
  addresses: string[],
  bound: string | undefined,
  port: number,
): string[] {
  return reachable(addresses, bound).map((address) => urlOf(scheme, address, port))
}

/** Who binds the host to an IPv6 address gets that one, also where it is good on one link alone. */
function reachable(addresses: string[], bound = ''): string[] {
  return isIPv6(bound) && !isWildcard(bound) && !isLoopback(bound) ? [bound] : addresses
}

const urlOf = (scheme: string, address: string, port: number) => `${scheme}://${inUrl(address)}:${port}/`
