import { type ReadonlySignal, signal } from '@preact/signals-core'
import type { Quality } from '../../../common/settings.js'
import { PICTURES } from '../quality.js'
import { Capture } from './capture.js'

/** A camera that is off is released, so that its light goes out. */
export class Camera extends Capture {
  readonly #quality = signal<Quality>('auto')
  /** The picture's quality: what the camera is asked for, and what is sent. */
  readonly quality: ReadonlySignal<Quality> = this.#quality

  protected readonly staysOpen = false

  constructor(stream: MediaStream) {
    super('video', stream)
  }

  /** Asks the camera for pictures of this quality, at once where it is on. Never rejects. */
  async setQuality(quality: Quality): Promise<void> {
    if (quality === this.#quality.peek()) return
    this.#quality.value = quality
    await this.enqueue(async () => {
      // A camera that cannot change while it runs does when it is turned on again.
      await this.track
        .peek()
        ?.applyConstraints(this.ideal)
        .catch(() => undefined)
    })
  }

  get ideal(): MediaTrackConstraints {
    return PICTURES[this.#quality.peek()]
  }
}
