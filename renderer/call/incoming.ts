import type { Source } from './transceivers.js'

/** What one peer sends, as streams that stay the same objects for as long as the link lives. */
export class Incoming {
  readonly stream = new MediaStream()
  /** The sound of `stream` by itself: an element that also has a picture to wait for stays silent until the first frame. */
  readonly sound = new MediaStream()
  /** The screen that the peer shares, and the sound that goes with it. */
  readonly screen = new MediaStream()
  readonly screenSound = new MediaStream()
  readonly #of: Readonly<Record<Source, readonly MediaStream[]>> = {
    microphone: [this.stream, this.sound],
    camera: [this.stream],
    screen: [this.screen],
    screenSound: [this.screenSound],
  }

  add(source: Source, track: MediaStreamTrack): void {
    for (const stream of this.#of[source]) stream.addTrack(track)
  }
}
