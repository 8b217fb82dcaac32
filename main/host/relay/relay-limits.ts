/** What the relay gives at most. */
export interface RelayLimits {
  /** Open at once. */
  readonly allocations: number
  /**
   * The most that one person has at once. A browser makes one for each link, transport and interface, and new ones at each
   * restart.
   */
  readonly allocationsPerPerson: number
  /** Addresses that one allocation may exchange datagrams with. */
  readonly permissions: number
  readonly channels: number
  /** The rate of one allocation, both ways together. */
  readonly bytesPerSecond: number
  /** All of them together, so that what else the machine does has its share; one to another counts at both. */
  readonly totalBytesPerSecond: number
  /** Messages a second from one address, of those who have not proved who they are. */
  readonly strangerMessagesPerSecond: number
  /** TCP connections at once. */
  readonly connections: number
  readonly connectionsPerAddress: number
  /** What may wait to be sent on one TCP connection; datagrams beyond that are dropped. */
  readonly waitingBytes: number
}

/**
 * Enough for a call of 30 in which nobody reaches anybody else, of 20 Mbit/s on a link; on all links together for one of 8
 * with 7 Mbit/s each way on every link.
 */
export const DEFAULT_LIMITS: RelayLimits = {
  allocations: 2_048,
  allocationsPerPerson: 128,
  permissions: 32,
  channels: 32,
  bytesPerSecond: 5_000_000,
  totalBytesPerSecond: 100_000_000,
  strangerMessagesPerSecond: 200,
  connections: 1_024,
  connectionsPerAddress: 256,
  waitingBytes: 256 * 1024,
}

/** Rooms for this many addresses, so that made-up senders fill no memory. */
const MAX_STRANGERS = 10_000

/** A token bucket that holds what flows in within a quarter of a second, which lets key frames through. */
export class Bandwidth {
  #bytes: number
  #filledAt = performance.now()

  /** What is used of it is used of the whole too. */
  constructor(
    private readonly bytesPerSecond: number,
    private readonly whole?: Bandwidth,
  ) {
    this.#bytes = bytesPerSecond / 4
  }

  /** Uses so many bytes; false, and nothing used, where there are not as many. */
  take(bytes: number): boolean {
    const now = performance.now()
    const flown = ((now - this.#filledAt) / 1_000) * this.bytesPerSecond
    this.#bytes = Math.min(this.bytesPerSecond / 4, this.#bytes + flown)
    this.#filledAt = now
    if (bytes > this.#bytes || this.whole?.take(bytes) === false) return false
    this.#bytes -= bytes
    return true
  }
}

/** Counts the messages of those who have not proved who they are, by their address, until `forget` each second. */
export class Strangers {
  readonly #messages = new Map<string, number>()

  constructor(private readonly messagesPerSecond: number) {}

  /** Counts one more; false where it is one too many. */
  take(address: string): boolean {
    const messages = this.#messages.get(address) ?? 0
    if (messages === 0 && this.#messages.size >= MAX_STRANGERS) return false
    this.#messages.set(address, messages + 1)
    return messages < this.messagesPerSecond
  }

  forget(): void {
    this.#messages.clear()
  }
}
