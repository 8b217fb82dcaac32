import { BlockList, isIPv4 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { withoutMapping } from './transport-address.js'

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/**
 * Addresses of no machine on a network, or of the machine itself (RFC 6890): unspecified, loopback, link-local, where
 * data centres answer with secrets (169.254.169.254), translated, multicast, reserved and broadcast.
 */
const NEVER = new BlockList()
NEVER.addSubnet('0.0.0.0', 8)
NEVER.addSubnet('127.0.0.0', 8)
NEVER.addSubnet('169.254.0.0', 16)
NEVER.addSubnet('224.0.0.0', 3)
NEVER.addSubnet('::', 96, 'ipv6')
NEVER.addSubnet('64:ff9b::', 96, 'ipv6')
NEVER.addSubnet('fe80::', 10, 'ipv6')
NEVER.addSubnet('ff00::', 8, 'ipv6')

/** The networks that a machine is in. */
export class Networks {
  readonly #own = new Set<string>()
  readonly #subnets = new BlockList()
  readonly #broadcast = new BlockList()

  constructor(interfaces: Interfaces) {
    for (const { address, cidr, internal } of Object.values(interfaces).flatMap((infos = []) => infos)) {
      const own = address.replace(/%.*/, '')
      this.#own.add(own)
      const prefix = Number(cidr?.split('/')[1])
      if (internal || !(prefix > 0)) continue
      this.#subnets.addSubnet(own, prefix, isIPv4(own) ? 'ipv4' : 'ipv6')
      if (isIPv4(own) && prefix < 31) for (const end of endsOf(own, prefix)) this.#broadcast.addAddress(end)
    }
  }

  /** Whether an address is one of this machine. */
  isOwn(address: string): boolean {
    return this.#own.has(address)
  }

  /** Whether an address is that of another machine in a network that this one is in. */
  isNeighbour(address: string): boolean {
    if (this.isOwn(address) || withoutMapping(address) !== address) return false
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    const isIn = (list: BlockList) => list.check(address, family)
    return isIn(this.#subnets) && !isIn(NEVER) && !isIn(this.#broadcast)
  }
}

/** The first and the last address of a subnet, which are broadcast addresses (RFC 1122, section 3.2.1.3). */
function endsOf(address: string, prefix: number): string[] {
  const number = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
  const size = 2 ** (32 - prefix)
  const first = number - (number % size)
  return [first, first + size - 1].map((end) => [24, 16, 8, 0].map((shift) => (end >>> shift) & 0xff).join('.'))
}
