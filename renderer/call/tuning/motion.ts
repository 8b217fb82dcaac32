import type { ScreenHint } from '../uplink.js'

/** Frames per second from which on, and up to which, a screen shows a film, or text. What is between changes nothing. */
const [FILM, TEXT] = [20, 10]
const IN_A_ROW = 2
/** Frames of a shorter time are too few to tell a rate by. */
const SHORTEST_MS = 900

/** W3C Media Capture and Streams Extensions, "MediaStreamTrack Statistics", which TypeScript's DOM does not know yet. */
type CountedTrack = MediaStreamTrack & { readonly stats?: { readonly deliveredFrames?: number } | null }

/**
 * Tells a film on a shared screen from text by how often the screen changes: of one that stands still hardly any frames
 * are captured. How many are sent does not tell, nor does `media-source` in the statistics of a connection, whose rate
 * in Chromium is what `maxFramerate` of the encoding leaves: that is below a film's where there is more to send.
 */
export class ScreenMotion {
  #track: CountedTrack | null = null
  #frames: number | undefined
  #atMs = 0
  #rates: readonly number[] = []
  #hint: ScreenHint = 'detail'

  /**
   * Takes in what is shared now; gives what it shows. Where a browser does not count the frames of a track, `sentRate` is
   * gone by, which is how many of them are sent per second.
   */
  look(track: CountedTrack | null, sentRate: number, nowMs: number): ScreenHint {
    if (track !== this.#track) {
      this.#track = track
      this.#hint = 'detail'
      this.#rates = []
    } else if (!track || nowMs - this.#atMs < SHORTEST_MS) {
      return this.#hint
    } else {
      this.#weigh(rateOf(track, this.#frames, nowMs - this.#atMs) ?? sentRate)
    }
    this.#frames = framesOf(track)
    this.#atMs = nowMs
    return this.#hint
  }

  #weigh(rate: number): void {
    this.#rates = [...this.#rates, rate].slice(-IN_A_ROW)
    if (this.#rates.length < IN_A_ROW) return
    if (this.#rates.every((each) => each >= FILM)) this.#hint = 'motion'
    if (this.#rates.every((each) => each <= TEXT)) this.#hint = 'detail'
  }
}

const framesOf = (track: CountedTrack | null) => track?.stats?.deliveredFrames

/** Frames per second over this time; undefined where they are not counted. */
function rateOf(track: CountedTrack, before: number | undefined, ms: number): number | undefined {
  const frames = framesOf(track)
  return frames === undefined || before === undefined ? undefined : (1000 * (frames - before)) / ms
}
