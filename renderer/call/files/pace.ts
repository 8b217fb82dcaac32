/** How fast files may go, in bytes a second, and the call's shortest round trip of late, in milliseconds. */
export interface Pace {
  readonly rate: number
  readonly calmMs: number
}

/** What was seen in the last while: how long a round trip took, and how much of files was sent a second while any was. */
export interface Sample {
  readonly roundTripMs: number
  readonly sent: number
  /** How long the while was. */
  readonly seconds: number
}

export const FREE: Pace = { rate: Number.POSITIVE_INFINITY, calmMs: Number.POSITIVE_INFINITY }

/** However full the network is, a file goes on. */
const SLOWEST = 128 * 1024
/** What a round trip may grow by before sound and picture are taken to suffer: people notice 150 ms one way (ITU-T G.114). */
const GROWS_BY_MS = 100
/** The path may have become a longer one for good. */
const FORGETS = 1.02
/** How much faster they go a second after it. */
const REGAINS = 1.2
/** After less than this nothing tells how much would be sent in a second. */
const MIN_MS = 100

/** Gives way where the round trip grows, and takes back what there is room for after it: less at once than it gave. */
export function nextPace({ rate, calmMs }: Pace, { roundTripMs, sent, seconds }: Sample): Pace {
  const calm = Math.min(FORGETS * calmMs, roundTripMs)
  if (roundTripMs > 2 * calm + GROWS_BY_MS) {
    // What is not sent is not what fills the network, and tells nothing of how much it carries.
    return { rate: sent === 0 ? rate : Math.max(SLOWEST, 0.6 * Math.min(rate, sent)), calmMs: calm }
  }
  // What is not used up holds nothing back.
  const isHolding = sent > rate / 2
  return { rate: rate === FREE.rate || !isHolding ? FREE.rate : REGAINS ** seconds * rate, calmMs: calm }
}

/** Lets bytes go at no more than a rate. */
export class Pacer {
  #next = 0
  /** Since the last round trip was heeded, and since when there was any. */
  #sent = 0
  #began: number | undefined
  #heeded = performance.now()
  #pace = FREE

  get rate(): number {
    return this.#pace.rate
  }

  /** Resolves once these bytes may go. */
  async pass(bytes: number): Promise<void> {
    this.#sent += bytes
    const now = performance.now()
    this.#began ??= now
    const at = Math.max(now, this.#next)
    this.#next = at + (bytes / this.#pace.rate) * 1_000
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
  }

  /** Takes in how long a round trip took since the last time. */
  heed(roundTripMs: number): void {
    const now = performance.now()
    const sent = (this.#sent * 1_000) / Math.max(MIN_MS, now - (this.#began ?? now))
    this.#pace = nextPace(this.#pace, { roundTripMs, sent, seconds: (now - this.#heeded) / 1_000 })
    this.#sent = 0
    this.#began = undefined
    this.#heeded = now
  }
}
