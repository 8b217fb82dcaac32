import { effect, signal } from '@preact/signals-core'
import { Queue } from '../../../common/queue.js'
import { Camera } from './camera.js'
import { type Capture, type Kind, requestTogether } from './capture.js'
import { Microphone } from './microphone.js'

/** The devices of this machine: those in use, and all there are. */
export class Devices {
  /** The tracks of camera and microphone, which others keep in sync; the same object for good. */
  readonly stream = new MediaStream()
  readonly microphone = new Microphone(this.stream)
  readonly camera = new Camera(this.stream)
  readonly inputs: Readonly<Record<Kind, Capture>> = { audio: this.microphone, video: this.camera }
  readonly #all = signal<readonly MediaDeviceInfo[]>([])
  readonly #listings = new Queue()
  readonly #stopListing: () => void

  constructor() {
    navigator.mediaDevices?.addEventListener('devicechange', this.#list)
    // Browsers tell names and ids once a device was opened.
    this.#stopListing = effect(() => {
      if (this.#captures.some(({ track }) => track.value)) void this.#list()
    })
  }

  /** Those that can be chosen from now, as far as the browser tells; loudspeakers too. */
  available(kind: MediaDeviceKind): readonly MediaDeviceInfo[] {
    return this.#all.value.filter((device) => device.kind === kind)
  }

  /**
   * Opens what is not off, and settles for what there is. Camera and microphone are asked for in one prompt where both are
   * due. Never rejects: the state of each tells how it went.
   */
  async start(): Promise<void> {
    for (const capture of this.#captures) capture.wake()
    // Whoever rests again in the same breath is asked nothing.
    await Promise.resolve()
    const due = this.#captures.filter(({ isDue }) => isDue)
    const asked = due.length > 1 ? requestTogether(due) : undefined
    await Promise.all(this.#captures.map((capture) => capture.open(asked?.get(capture))))
  }

  /** Releases all until the next start; what is muted or off then stays so. */
  rest(): void {
    for (const capture of this.#captures) capture.rest()
  }

  /** Releases every device for good. */
  close(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#list)
    this.#stopListing()
    this.rest()
  }

  get #captures(): readonly Capture[] {
    return [this.microphone, this.camera]
  }

  readonly #list = (): Promise<void> =>
    this.#listings.add(async () => {
      const all = await navigator.mediaDevices.enumerateDevices().catch(() => [])
      this.#all.value = all.filter(({ deviceId }) => deviceId !== '')
    })
}
