import { Capture } from './capture.js'

/** A muted microphone keeps its track, silenced, so that it is back at once. */
export class Microphone extends Capture {
  readonly ideal = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
  protected readonly staysOpen = true

  constructor(stream: MediaStream) {
    super('audio', stream)
  }
}
