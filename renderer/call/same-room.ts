/** One step of an envelope: the root mean square of so many milliseconds of sound. */
export const STEP_MS = 20

/** How much of both sounds is compared. */
const WINDOW_STEPS = 6_000 / STEP_MS
/** How often. */
const EVERY_STEPS = 500 / STEP_MS
/** By how much the sound of a room may come later by way of the other machine and the network than by one's own microphone. */
const LONGEST_STEPS = 440 / STEP_MS
/** Below this there is nothing to compare, in dB of full scale. */
const FLOOR_DB = -50
/** How much of the window each sound must fill: a single word says nothing, nor do beeps, which are alike anywhere. */
const LEAST_ACTIVE = 0.35
/** Correlation of what is one sound. Speech of two people stays below 0.5 in six seconds. */
const ALIKE = 0.7
/** In so many looks one after the other. */
const LOOKS = 3

/**
 * Whether the microphone of another machine hears what one's own does, as two machines in one room do, which howl: what
 * comes in then has the envelope of one's own sound, a little later.
 */
export class SameRoom {
  readonly #own = new Envelope(WINDOW_STEPS + LONGEST_STEPS)
  readonly #received = new Envelope(WINDOW_STEPS)
  #untilLook = EVERY_STEPS
  #alike = 0

  /** Takes in the next step of both, as root mean squares; gives whether the two are known to be in one room. */
  hear(own: number, received: number): boolean {
    this.#own.add(own)
    this.#received.add(received)
    this.#untilLook--
    if (this.#untilLook === 0) {
      this.#untilLook = EVERY_STEPS
      this.#alike = this.#looksAlike() ? this.#alike + 1 : 0
    }
    return this.#alike >= LOOKS
  }

  #looksAlike(): boolean {
    const received = this.#received.latest(WINDOW_STEPS, 0)
    if (!received || !isActive(received)) return false
    for (let lag = 1; lag <= LONGEST_STEPS; lag++) {
      const own = this.#own.latest(WINDOW_STEPS, lag)
      if (own && isActive(own) && correlation(own, received) >= ALIKE) return true
    }
    return false
  }
}

/** The last steps of an envelope, in dB above the floor. */
class Envelope {
  #steps: number[] = []

  constructor(private readonly length: number) {}

  add(level: number): void {
    this.#steps.push(Math.max(0, 20 * Math.log10(level) - FLOOR_DB))
    // Seldom, since it moves all of them.
    if (this.#steps.length >= 2 * this.length) this.#steps = this.#steps.slice(-this.length)
  }

  /** So many steps up to one that is `lag` steps ago; undefined where there are not yet so many. */
  latest(count: number, lag: number): readonly number[] | undefined {
    const end = this.#steps.length - lag
    return end < count ? undefined : this.#steps.slice(end - count, end)
  }
}

const isActive = (steps: readonly number[]) => steps.filter((step) => step > 0).length >= LEAST_ACTIVE * steps.length

/** Pearson's coefficient, of two series of one length; 0 where one of them never changes. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const [meanOfOne, meanOfOther] = [mean(one), mean(other)]
  let [both, squareOfOne, squareOfOther] = [0, 0, 0]
  one.forEach((value, index) => {
    const [fromOne, fromOther] = [value - meanOfOne, (other[index] ?? 0) - meanOfOther]
    both += fromOne * fromOther
    squareOfOne += fromOne * fromOne
    squareOfOther += fromOther * fromOther
  })
  const scale = Math.sqrt(squareOfOne * squareOfOther)
  return scale === 0 ? 0 : both / scale
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
