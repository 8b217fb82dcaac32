import { BlockList, isIPv4, isIPv6 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { ADDRESS_REASONS, type AddressReason, type RankedAddress } from '../../common/control.js'
import { isLoopback } from '../../common/ip-address.js'
import { networkOf } from './network-of.js'

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** What is known of this machine's addresses besides their interfaces. */
export interface Evidence {
  /** The address that the system chooses towards the rest of the world. */
  defaultRoute?: string | undefined
  /** Addresses that other machines came in on. */
  proven?: ReadonlySet<string>
  /** The address that the operator wants first. */
  pinned?: string | undefined
}

/**
 * Adapters that software makes and that seldom lead to another machine on the LAN. Linux and macOS name them by
 * driver (docker0, br-5f…, veth…, utun3); Windows by product ("vEthernet (WSL)", "VMware Network Adapter VMnet8").
 */
const VIRTUAL_ADAPTER =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|tailscale|zt|lxc|lxd|podman|cni|flannel|bridge\d|awdl|llw|ppp|ipsec|nordlynx)|vethernet|wsl|hyper-v|vmware|virtualbox|docker|tailscale|zerotier|wireguard|openvpn|tap-windows|vpn/i

const LINK_LOCAL = /^169\.254\./
/** RFC 1918 and RFC 4193: the ranges of private networks. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd][\da-f]{2}:)/i
/** RFC 4291: those of IPv6 that URLs can name, global and unique-local ones. */
const REACHABLE_IPV6 = /^(f[cd]|[23])[\da-f]{1,3}:/i

/** How far each reason moves an address down the list, or up: as powers of two, each outweighs all below it. */
const WEIGHT: Record<AddressReason, number> = {
  pinned: -64,
  'link-local': 32,
  virtual: 16,
  proven: -4,
  'default-route': -2,
  public: 1,
}
/** People read IPv4 addresses out to each other. */
const IPV6_WEIGHT = 8

/**
 * The addresses at which another machine could reach this one, best first: the pinned one, real adapters before virtual
 * ones, link-local addresses last, IPv4 before IPv6. Among equals those that others came in on lead, then the default
 * route, then private ranges. Equals keep the order of `interfaces`. Loopback and duplicates are left out, and so is, of
 * IPv6, what no URL can name, and all but the best of an adapter in one network: systems make up several.
 */
export function rankAddresses(interfaces: Interfaces, evidence: Evidence = {}): RankedAddress[] {
  const ranked = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && isReachable(address))
      .map(({ address }) => ({ address, interface: name, reasons: reasonsOf(name, address, evidence) })),
  )
  ranked.sort((a, b) => weigh(a) - weigh(b))
  const seen = new Set<string>()
  const isNew = (key: string) => !seen.has(key) && seen.add(key)
  return ranked.filter(({ address, interface: name }) =>
    isNew(isIPv4(address) ? address : `${name} ${networkOf(address)}`),
  )
}

const isReachable = (address: string) =>
  isIPv4(address) ? !isLoopback(address) : isIPv6(address) && REACHABLE_IPV6.test(address)

function reasonsOf(adapter: string, address: string, evidence: Evidence): AddressReason[] {
  const isLinkLocal = LINK_LOCAL.test(address)
  const applies: Record<AddressReason, boolean> = {
    pinned: address === evidence.pinned,
    'link-local': isLinkLocal,
    virtual: VIRTUAL_ADAPTER.test(adapter),
    proven: evidence.proven?.has(address) ?? false,
    'default-route': address === evidence.defaultRoute,
    public: !isLinkLocal && !PRIVATE.test(address),
  }
  return ADDRESS_REASONS.filter((reason) => applies[reason])
}

const weigh = ({ address, reasons }: RankedAddress) =>
  reasons.reduce((sum, reason) => sum + WEIGHT[reason], isIPv4(address) ? 0 : IPV6_WEIGHT)

/**
 * Whether an address lies in the subnet of an adapter that leads out of this machine: no router is in between. Those of
 * IPv6 are addresses that URLs can name, in subnets of 64 bits (RFC 4291, section 2.5.4), also where an address was given
 * out alone.
 */
export function isOnLink(address: string, interfaces: Interfaces): boolean {
  const infos = Object.values(interfaces).flatMap((each = []) => each.filter(({ internal }) => !internal))
  if (isIPv6(address)) {
    return REACHABLE_IPV6.test(address) && infos.some((own) => networkOf(own.address) === networkOf(address))
  }
  const subnets = new BlockList()
  for (const { family, address: own, cidr } of infos) {
    if (family === 'IPv4' && cidr) subnets.addSubnet(own, Number(cidr.split('/')[1]))
  }
  return isIPv4(address) && subnets.check(address)
}
