import type { TransportAddress } from './transport-address.js'

/** Who speaks to the relay: a pair of addresses over UDP, or a TCP connection (the 5-tuple of RFC 8656). */
export interface Client extends TransportAddress {
  /** Tells it from all others. */
  readonly name: string
  /** Sends an answer. */
  send(message: Buffer): void
  /** Sends a datagram in two parts; false where it was dropped because too much is waiting. */
  relay(header: Buffer, payload: Buffer): boolean
}
