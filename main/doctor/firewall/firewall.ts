import type { RankedAddress } from '../../../common/control.js'
import { networkOf } from '../ipv4.js'
import type { System } from '../system.js'

/** Where this machine is on a network. */
export interface Place {
  readonly interface: string
  readonly address: string
  /** Such as `192.168.1.0/24`. */
  readonly network: string
}

/** The first packet that another machine on the network sends to this one. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  readonly interface: string
  readonly source: string
  readonly destination: string
}

/** The rules in force on this machine. */
export interface Firewall {
  /** As people know it. */
  readonly name: string
  /** How Windows takes the network. */
  readonly profile?: string
  /** Whether the packet is likely kept out; false where that cannot be told. */
  drops(packet: Packet): boolean
  /** What to enter so that others on the network reach these TCP ports, and media gets through. */
  openPorts(ports: readonly number[]): string[]
  /** What to enter so that mDNS gets through. */
  openMulticast(): string[]
}

/** The ports from which Linux picks for the UDP sockets of a call (ip_local_port_range, as it is by default). */
export const MEDIA_PORTS = { first: 32_768, last: 60_999 }
export const MDNS_PORT = 5353

/** Whether a port lies in a range such as `8000-8100`, or is that very one. */
export function isInRange(port: number, range: string, separator: '-' | ':'): boolean {
  const [first, last = first] = range.split(separator).map(Number)
  return first !== undefined && last !== undefined && first <= port && port <= last
}

export function placeOf(system: System, { address, interface: name }: RankedAddress): Place {
  const info = system.interfaces()[name]?.find((known) => known.address === address)
  return { interface: name, address, network: networkOf(info?.cidr ?? `${address}/24`) }
}

/** From elsewhere on the network, for which the address of this machine itself stands. */
export function packetTo({ interface: name, address }: Place, protocol: Packet['protocol'], port: number): Packet {
  return { protocol, port, interface: name, source: address, destination: address }
}
