import { Capture } from './capture.js'
import { requestTrack } from './requests.js'

/** What the browser does to the sound; `originalSound`: nothing of it, and in stereo. */
export interface Processing {
  readonly echoCancellation: boolean
  readonly noiseSuppression: boolean
  readonly autoGainControl: boolean
  readonly originalSound: boolean
}

const ORIGINAL = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: { ideal: 2 },
}

/** A muted microphone keeps its track, silenced, so that it is back at once. */
export class Microphone extends Capture {
  #ideal: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
  protected readonly staysOpen = true

  constructor(stream: MediaStream) {
    super('audio', stream)
  }

  get ideal(): MediaTrackConstraints {
    return this.#ideal
  }

  protected override get hint(): string {
    return this.#ideal === ORIGINAL ? 'music' : ''
  }

  /** Has the sound processed so from now on. A microphone that is in use is opened anew: Chromium changes none that runs. */
  async process(wish: Processing): Promise<void> {
    const { echoCancellation, noiseSuppression, autoGainControl } = wish
    const ideal = wish.originalSound ? ORIGINAL : { echoCancellation, noiseSuppression, autoGainControl }
    if (JSON.stringify(ideal) === JSON.stringify(this.#ideal)) return
    this.#ideal = ideal
    // What is on its way was asked for as it was before.
    await this.enqueue(async () => undefined)
    if (this.track.peek()) await this.take(() => requestTrack('audio', this.constraints))
  }
}
