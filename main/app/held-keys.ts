/** Longer than a keyboard waits before it repeats a key that is held. */
const FIRST_REPEAT_MS = 1_100
/** Longer than from one repeat to the next. */
const NEXT_REPEAT_MS = 250

/**
 * Tells keys that are pressed from keys that are held. Windows and X11 repeat keys that are held, macOS and Wayland do not
 * (electron/electron#39718), and none of them tells that they are let go. A press counts at once; one that may be the first
 * repeat of the one before counts once no other has followed.
 */
export class HeldKeys {
  #last = Number.NEGATIVE_INFINITY
  #isHeld = false
  #deciding: NodeJS.Timeout | undefined

  constructor(
    private readonly onPress: () => void,
    private readonly onLetGo: () => void,
  ) {}

  /** To be called whenever the system tells of the keys. */
  press(): void {
    const now = performance.now()
    const isRepeat = this.#deciding !== undefined
    const mayRepeat = now - this.#last < FIRST_REPEAT_MS
    this.#last = now
    this.#isHeld ||= isRepeat
    if (isRepeat || mayRepeat) this.#decideLater()
    else this.onPress()
  }

  #decideLater(): void {
    clearTimeout(this.#deciding)
    this.#deciding = setTimeout(() => {
      this.#deciding = undefined
      if (!this.#isHeld) return this.onPress()
      this.#isHeld = false
      this.#last = Number.NEGATIVE_INFINITY
      this.onLetGo()
    }, NEXT_REPEAT_MS)
  }
}
