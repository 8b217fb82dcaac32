import { createSocket } from 'node:dgram'
import { isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import multicastDns, { type MulticastDNS } from 'multicast-dns'
import { within } from '../../common/within.js'
import { type DnsRecord, goodbyeOf, isSameName, type Message, readPacket, SERVICE } from './dns-sd.js'

/** A record is multicast once a second at most (RFC 6762, section 6), however often it is asked for. */
const ANSWER_GAP_MS = 1_000
/** How long a goodbye may take before the socket is closed over it. */
const GOODBYE_MS = 500

/** The group of mDNS in IPv6 (RFC 6762, section 3). */
const IPV6_GROUP = 'ff02::fb'

/**
 * Multicast DNS on the one interface that has this address, over IPv4 or IPv6, as that is. What is sent comes from it.
 *
 * Where the network refuses, nothing is sent and nothing heard; the next thing to send tries again.
 */
export class Mdns {
  readonly #sockets: Sockets
  #records: DnsRecord[] = []
  #announcedAt = 0
  #answer: NodeJS.Timeout | undefined

  constructor(address: string, onMessage: (message: Message, from: string) => void) {
    this.#sockets = isIPv4(address) ? ipv4Sockets(address) : ipv6Sockets(address)
    for (const socket of Object.values(this.#sockets)) socket.on('error', () => {}).on('warning', () => {})
    const { hears } = this.#sockets
    hears.on('query', (packet) => {
      if (readPacket(packet).asked.some((name) => this.#has(name))) this.#answerSoon()
    })
    hears.on('response', (packet, { address: from }) => onMessage(readPacket(packet), from))
  }

  /** Tells everyone of these records, now and whenever somebody asks. */
  announce(records: DnsRecord[]): void {
    this.#records = records
    this.#announcedAt = performance.now()
    this.#sockets.speaks.respond(records)
  }

  /** Asks which hosts there are. */
  ask(): void {
    this.#sockets.speaks.query(SERVICE, 'PTR')
  }

  /** Takes the records back and closes the sockets. Resolves within half a second, whatever the network does. */
  async close(): Promise<void> {
    this.#sockets.hears.removeAllListeners('query').removeAllListeners('response')
    clearTimeout(this.#answer)
    if (this.#records.length > 0) await within(this.#sayGoodbye(), GOODBYE_MS)
    for (const socket of new Set(Object.values(this.#sockets))) socket.destroy()
  }

  #sayGoodbye(): Promise<void> {
    return new Promise((resolve) => this.#sockets.speaks.respond(goodbyeOf(this.#records), () => resolve()))
  }

  #has(name: string): boolean {
    return this.#records.some((record) => isSameName(record.name, name))
  }

  #answerSoon(): void {
    const wait = Math.max(0, this.#announcedAt + ANSWER_GAP_MS - performance.now())
    this.#answer ??= setTimeout(() => {
      this.#answer = undefined
      this.announce(this.#records)
    }, wait)
  }
}

interface Sockets {
  readonly hears: MulticastDNS
  readonly speaks: MulticastDNS
}

/** Bound to all addresses, since Linux hands multicast to no socket that is bound to one. */
function ipv4Sockets(address: string): Sockets {
  const socket = multicastDns({ interface: address, bind: '0.0.0.0' })
  return { hears: socket, speaks: socket }
}

/**
 * What is sent by a socket that is bound to all addresses comes from a link-local one, at which no page can be opened. So
 * another speaks, bound to the address.
 */
function ipv6Sockets(address: string): Sockets {
  const open = (bind: string) => {
    const socket = createSocket({ type: 'udp6', reuseAddr: true, ipv6Only: true })
    return multicastDns({ type: 'udp6', ip: IPV6_GROUP, interface: `::%${zoneOf(address)}`, bind, socket })
  }
  return { hears: open('::'), speaks: open(address) }
}

/** What the system calls the interface with this IPv6 address: Windows by a number that only link-local addresses tell. */
function zoneOf(address: string): string | number | undefined {
  const [name, infos = []] =
    Object.entries(networkInterfaces()).find(([, each]) => each?.some((info) => info.address === address)) ?? []
  return process.platform === 'win32' ? infos.find((info) => info.scopeid)?.scopeid : name
}
