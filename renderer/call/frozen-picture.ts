/** What there is to see of one picture at one moment. */
export interface Glance {
  /** Something that is another with each frame that the element shows. */
  readonly shown: string
  /** Whether the element would show them. */
  readonly isVisible: boolean
}

/** A picture that stands still for less is none to ask about. */
const STILL_MS = 2_000
/** Between the first two counts of a picture that stands still, and then twice as long each time. */
const FIRST_GAP_MS = 1_000
const LONGEST_GAP_MS = 8_000
/** Fewer may be a picture that hardly changes, of which the element has yet to show the last. */
const FRAMES_MISSED = 10
const FIRST_PAUSE_MS = 10_000
/** A picture that no new link helps is left in peace for longer and longer. */
const LONGEST_PAUSE_MS = 10 * 60_000
/** After this long in motion all is forgotten. */
const SOUND_AFTER_MS = 60_000

/**
 * Whether a picture stands still though its frames are decoded, which neither its element nor the statistics of a browser
 * tell by themselves. The statistics are asked for only where the element shows nothing new.
 */
export class FrozenPicture {
  /** Undefined until the picture is in view. */
  #shown: string | undefined
  /** How many frames were decoded when the picture stood still already. */
  #decoded: number | undefined
  #isCounting = false
  #countAtMs = 0
  #gapMs = FIRST_GAP_MS
  #movesSinceMs = 0
  #pauseMs = FIRST_PAUSE_MS
  #nextMs = Number.NEGATIVE_INFINITY

  /** Takes in how it is now, to be told about once a second; gives whether `count` is to be told of its frames. */
  look({ shown, isVisible }: Glance, nowMs: number): boolean {
    if (!isVisible || shown !== this.#shown) {
      this.#standAnew(nowMs)
      if (!isVisible || this.#shown === undefined) this.#movesSinceMs = nowMs
      this.#shown = isVisible ? shown : undefined
      if (nowMs - this.#movesSinceMs >= SOUND_AFTER_MS) this.#pauseMs = FIRST_PAUSE_MS
      return false
    }
    if (this.#isCounting || nowMs < Math.max(this.#countAtMs, this.#nextMs)) return false
    this.#isCounting = true
    return true
  }

  /**
   * Takes in how many frames the connection has decoded so far, undefined where it does not tell; gives whether it is time
   * for a new link.
   */
  count(decoded: number | undefined, nowMs: number): boolean {
    // The picture has moved, or gone out of sight, since it was looked at.
    if (!this.#isCounting) return false
    this.#isCounting = false
    this.#countAtMs = nowMs + this.#gapMs
    this.#gapMs = Math.min(2 * this.#gapMs, LONGEST_GAP_MS)
    const before = this.#decoded
    if (decoded === undefined) return false
    // A new link counts from nothing.
    if (before === undefined || decoded < before) {
      this.#decoded = decoded
      return false
    }
    if (decoded - before < FRAMES_MISSED) return false
    this.#nextMs = nowMs + this.#pauseMs
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS)
    this.#shown = undefined
    return true
  }

  #standAnew(nowMs: number): void {
    this.#decoded = undefined
    this.#isCounting = false
    this.#countAtMs = nowMs + STILL_MS
    this.#gapMs = FIRST_GAP_MS
  }
}
