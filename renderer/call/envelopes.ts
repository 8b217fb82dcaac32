import { releaseContext, shareContext } from './listening-context.js'
import { STEP_MS } from './same-room.js'

/** The most that an analyser keeps, 0.68 s at 48 kHz. */
const KEPT = 32_768

/** The envelopes of several tracks, on one clock. */
export class Envelopes {
  readonly #context = shareContext()
  readonly #ears = new Map<MediaStreamTrack, { source: MediaStreamAudioSourceNode; analyser: AnalyserNode }>()
  readonly #samples = new Float32Array(KEPT)
  /** Up to which time the samples were looked at, in seconds of the context. */
  #until: number | undefined

  /** Listens to these tracks, and to no others. */
  listenTo(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, { source }] of this.#ears) {
      if (tracks.includes(track)) continue
      source.disconnect()
      this.#ears.delete(track)
    }
    for (const track of tracks) if (!this.#ears.has(track)) this.#ears.set(track, this.#earOf(track))
  }

  /**
   * The steps of each track since the last look, which is to be less than half a second ago; undefined where some are
   * missing, so that what was heard before does not belong to what is heard now.
   */
  look(): ReadonlyMap<MediaStreamTrack, readonly number[]> | undefined {
    const { currentTime, sampleRate, state } = this.#context
    if (state === 'suspended' && navigator.userActivation?.hasBeenActive !== false) void this.#context.resume()
    const perStep = Math.round((sampleRate * STEP_MS) / 1_000)
    const since = Math.round((currentTime - (this.#until ?? currentTime)) * sampleRate)
    const isWhole = this.#until !== undefined && since <= KEPT
    const steps = isWhole ? Math.floor(since / perStep) : 0
    this.#until = isWhole ? (this.#until ?? 0) + (steps * perStep) / sampleRate : currentTime
    if (!isWhole) return undefined
    return new Map([...this.#ears].map(([track, { analyser }]) => [track, this.#read(analyser, since, steps, perStep)]))
  }

  /** To be called once. */
  close(): void {
    this.listenTo([])
    releaseContext()
  }

  #read(analyser: AnalyserNode, since: number, steps: number, perStep: number): number[] {
    analyser.getFloatTimeDomainData(this.#samples)
    const start = KEPT - since
    return Array.from({ length: steps }, (_, step) => {
      const from = start + step * perStep
      const samples = this.#samples.subarray(from, from + perStep)
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / perStep)
    })
  }

  #earOf(track: MediaStreamTrack) {
    const source = this.#context.createMediaStreamSource(new MediaStream([track]))
    const analyser = new AnalyserNode(this.#context, { fftSize: KEPT })
    source.connect(analyser)
    return { source, analyser }
  }
}
