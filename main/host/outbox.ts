import { LIMITS } from '../../common/limits.js'

/** About twice what comes where seven others offer anew at the same time, each with a dozen candidates. */
const MAX_PACKETS = 256
/** Some eight times the bytes of that, and room for the largest packet of a client: 256 of those would be 128 MB. */
const MAX_BYTES = 2 * LIMITS.packetBytes

type Packet = [event: string, ...args: unknown[]]

/**
 * What is kept for someone who is away: the first of it, in order. From the first packet that does not fit on, none is
 * kept, so that there is no gap in what arrives. Packets are kept encoded, as strings of the bytes that are counted.
 */
export class Outbox {
  #packets: string[] = []
  #bytes = 0
  #isWhole = true

  put(packet: Packet): void {
    const encoded = JSON.stringify(packet)
    const bytes = this.#bytes + Buffer.byteLength(encoded)
    if (this.#packets.length === MAX_PACKETS || bytes > MAX_BYTES) this.#isWhole = false
    if (!this.#isWhole) return
    this.#packets.push(encoded)
    this.#bytes = bytes
  }

  /** Something was for them that is not kept. */
  miss(): void {
    this.#isWhole = false
  }

  /** Gives what was kept, and whether that is all of it, and begins anew. */
  empty(): { packets: Packet[]; isWhole: boolean } {
    const emptied = { packets: this.#packets.map((encoded) => JSON.parse(encoded) as Packet), isWhole: this.#isWhole }
    this.#packets = []
    this.#bytes = 0
    this.#isWhole = true
    return emptied
  }
}
