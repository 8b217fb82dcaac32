import { Capture } from './capture.js'

/** A muted microphone keeps its track, silenced, so that it is back at once. */
export class Microphone extends Capture {
  protected readonly ideal = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

  constructor(stream: MediaStream) {
    super('audio', stream)
  }

  protected keep(track: MediaStreamTrack, isWanted: boolean): boolean {
    track.enabled = isWanted
    return true
  }
}
