/** What there is to see of one picture at one moment. */
export interface Glance {
  /** Frames that the connection has decoded so far. */
  readonly decoded: number
  /** Something that is another with each frame that the element shows. */
  readonly shown: string
  /** Whether the element would show them. */
  readonly isVisible: boolean
}

const FROZEN_AFTER_MS = 3_000
/** Fewer may be a picture that hardly changes, of which the element has yet to show the last. */
const FRAMES_MISSED = 10
const FIRST_PAUSE_MS = 10_000
/** A picture that no new link helps is left in peace for longer and longer. */
const LONGEST_PAUSE_MS = 10 * 60_000
/** After this long in motion all is forgotten. */
const SOUND_AFTER_MS = 60_000

/** Whether a picture stands still though its frames are decoded, which no statistics of a browser tell. */
export class FrozenPicture {
  #last: (Glance & { readonly atMs: number }) | undefined
  #movesSinceMs = 0
  #pauseMs = FIRST_PAUSE_MS
  #nextMs = Number.NEGATIVE_INFINITY

  /** Takes in how it is now, to be told about once a second; gives whether it is time for a new link. */
  look(glance: Glance, nowMs: number): boolean {
    const last = this.#last
    const isAnew = !last || !glance.isVisible || glance.decoded < last.decoded
    if (isAnew || glance.shown !== last.shown) {
      if (isAnew) this.#movesSinceMs = nowMs
      this.#last = { ...glance, atMs: nowMs }
      if (nowMs - this.#movesSinceMs >= SOUND_AFTER_MS) this.#pauseMs = FIRST_PAUSE_MS
      return false
    }
    const isFrozen = nowMs - last.atMs >= FROZEN_AFTER_MS && glance.decoded - last.decoded >= FRAMES_MISSED
    if (!isFrozen || nowMs < this.#nextMs) return false
    this.#nextMs = nowMs + this.#pauseMs
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS)
    this.#last = undefined
    return true
  }
}
