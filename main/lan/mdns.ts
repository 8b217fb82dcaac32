import multicastDns, { type MulticastDNS } from 'multicast-dns'
import { within } from '../../common/within.js'
import { type DnsRecord, goodbyeOf, isSameName, type Message, readPacket, SERVICE } from './dns-sd.js'

/** A record is multicast once a second at most (RFC 6762, section 6), however often it is asked for. */
const ANSWER_GAP_MS = 1_000
/** How long a goodbye may take before the socket is closed over it. */
const GOODBYE_MS = 500

/**
 * Multicast DNS on the one interface that has this address.
 *
 * Where the network refuses, nothing is sent and nothing heard; the next thing to send tries again.
 */
export class Mdns {
  readonly #socket: MulticastDNS
  #records: DnsRecord[] = []
  #announcedAt = 0
  #answer: NodeJS.Timeout | undefined

  constructor(address: string, onMessage: (message: Message, from: string) => void) {
    // Bound to all addresses, since Linux hands multicast to no socket that is bound to one.
    this.#socket = multicastDns({ interface: address, bind: '0.0.0.0' })
    this.#socket.on('error', () => {})
    this.#socket.on('warning', () => {})
    this.#socket.on('query', (packet) => {
      if (readPacket(packet).asked.some((name) => this.#has(name))) this.#answerSoon()
    })
    this.#socket.on('response', (packet, { address: from }) => onMessage(readPacket(packet), from))
  }

  /** Tells everyone of these records, now and whenever somebody asks. */
  announce(records: DnsRecord[]): void {
    this.#records = records
    this.#announcedAt = performance.now()
    this.#socket.respond(records)
  }

  /** Asks which hosts there are. */
  ask(): void {
    this.#socket.query(SERVICE, 'PTR')
  }

  /** Takes the records back and closes the socket. Resolves within half a second, whatever the network does. */
  async close(): Promise<void> {
    this.#socket.removeAllListeners('query').removeAllListeners('response')
    clearTimeout(this.#answer)
    if (this.#records.length > 0) await within(this.#sayGoodbye(), GOODBYE_MS)
    this.#socket.destroy()
  }

  #sayGoodbye(): Promise<void> {
    return new Promise((resolve) => this.#socket.respond(goodbyeOf(this.#records), () => resolve()))
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
