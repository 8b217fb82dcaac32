import type { RelayOffer } from '../../common/protocol.js'

/** After this long an offer that did not come is asked for again. */
const RETRY_MS = 60_000

/** Keeps what the host offers of its relay fresh: asks anew when half of the credentials' time is over. */
export class RelayLease {
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    /** Rejects where the host does not answer. */
    private readonly ask: () => Promise<RelayOffer | undefined>,
    private readonly use: (offer: RelayOffer | undefined) => void,
  ) {}

  /** Uses this offer, and those that come after it. */
  take(offer: RelayOffer | undefined): void {
    this.end()
    this.use(offer)
    if (offer) this.#renewIn(offer.lifetime * 500)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #renewIn(ms: number): void {
    const timer = setTimeout(async () => {
      const offer = await this.ask().catch(() => null)
      if (timer !== this.#timer) return
      if (offer === null) this.#renewIn(RETRY_MS)
      else this.take(offer)
    }, ms)
    this.#timer = timer
  }
}
