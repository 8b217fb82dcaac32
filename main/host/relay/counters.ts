/** Counted since the relay was opened. */
export interface RelayCounters {
  /** Allocations made. */
  allocated: number
  /** Datagrams and bytes that were passed on; what goes from one allocation to another counts once. */
  datagrams: number
  bytes: number
  /** Requests that were refused, by the error code of the answer. */
  readonly refused: Record<number, number>
  readonly dropped: {
    /** Neither a message nor a datagram on a channel. */
    malformed: number
    /** Too many from an address that has not proved who it is. */
    strangers: number
    /** Towards, or from, an address without permission. */
    forbidden: number
    /** Beyond the bandwidth of an allocation, or of all together. */
    bandwidth: number
    /** For a TCP connection that takes less than it is sent. */
    congestion: number
  }
}

export const newCounters = (): RelayCounters => ({
  allocated: 0,
  datagrams: 0,
  bytes: 0,
  refused: {},
  dropped: { malformed: 0, strangers: 0, forbidden: 0, bandwidth: 0, congestion: 0 },
})
