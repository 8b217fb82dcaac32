import { createSocket } from 'node:dgram'
import { isIPv4 } from 'node:net'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/**
 * Adapters that software makes and that seldom lead to another machine on the LAN. Linux and macOS name them by
 * driver (docker0, br-5f…, veth…, utun3); Windows by product ("vEthernet (WSL)", "VMware Network Adapter VMnet8").
 */
const VIRTUAL_ADAPTER =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|tailscale|zt|lxc|lxd|podman|cni|flannel|bridge\d|awdl|llw|ppp|ipsec|nordlynx)|vethernet|wsl|hyper-v|vmware|virtualbox|docker|tailscale|zerotier|wireguard|openvpn|tap-windows|vpn/i

const LINK_LOCAL = /^169\.254\./
/** RFC 1918: the ranges of private networks. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/

/**
 * The IPv4 addresses at which another machine could reach this one, best first. Real adapters come before virtual
 * ones and link-local addresses last; among equals the address on the default route leads, then private ranges.
 * Equals keep the order of `interfaces`. Loopback and duplicates are left out.
 */
export function rankAddresses(interfaces: Interfaces, defaultRouteAddress?: string): string[] {
  const candidates = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && isIPv4(address) && !address.startsWith('127.'))
      .map(({ address }) => ({ address, rank: rank(name, address, defaultRouteAddress) })),
  )
  candidates.sort((a, b) => a.rank - b.rank)
  return [...new Set(candidates.map(({ address }) => address))]
}

/** Lower is better; each line outweighs all below it. */
function rank(adapter: string, address: string, defaultRouteAddress: string | undefined): number {
  return (
    (LINK_LOCAL.test(address) ? 8 : 0) +
    (VIRTUAL_ADAPTER.test(adapter) ? 4 : 0) +
    (address === defaultRouteAddress ? 0 : 2) +
    (PRIVATE.test(address) ? 0 : 1)
  )
}

/** This machine's LAN addresses now, as `rankAddresses` orders them; empty without a network. */
export async function lanAddresses(): Promise<string[]> {
  return rankAddresses(networkInterfaces(), await defaultRouteAddress())
}

/**
 * The source address the operating system would choose towards the rest of the world. Connecting a UDP socket makes it
 * choose and sends nothing; the destination is of TEST-NET-1 (RFC 5737), which belongs to no one. Undefined where there
 * is no default route.
 */
function defaultRouteAddress(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const finish = (address?: string) => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => finish())
    socket.once('connect', () => finish(socket.address().address))
    socket.connect(9, '192.0.2.1')
  })
}
