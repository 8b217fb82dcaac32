import { computed, signal } from '@preact/signals-core'
import { untilThere } from '../until-there.js'
import { Camera } from './camera.js'
import type { Capture, Kind } from './capture.js'
import type { DeviceNews } from './hot-plug.js'
import { Microphone } from './microphone.js'
import { requestTogether } from './requests.js'

/** The devices of this machine: those in use, and all there are. */
export class Devices {
  /** The tracks of camera and microphone, which others keep in sync; the same object for good. */
  readonly stream = new MediaStream()
  readonly microphone = new Microphone(this.stream)
  readonly camera = new Camera(this.stream)
  readonly inputs: Readonly<Record<Kind, Capture>> = { audio: this.microphone, video: this.camera }
  /** What became of a device that was plugged in or out; another object each time. */
  readonly news = signal<DeviceNews | undefined>(undefined)
  readonly #all = signal<readonly MediaDeviceInfo[]>([])
  /** The loudspeaker that the person wants where it is there; empty: the system's. */
  readonly chosenSpeaker = signal('')
  /** The loudspeaker to play through; empty: the system's. */
  readonly speaker = computed(() => {
    const chosen = this.chosenSpeaker.value
    return this.available('audiooutput').some(({ deviceId }) => deviceId === chosen) ? chosen : ''
  })
  #fetchingPlugs: Promise<void> | undefined
  #unwatchPlugs: () => void = () => {}
  #isClosed = false

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
    this.#watchPlugs()
  }

  /** Releases all until the next start; what is muted or off then stays so. */
  rest(): void {
    for (const capture of this.#captures) capture.rest()
  }

  /** Releases every device for good. */
  close(): void {
    this.#isClosed = true
    this.#unwatchPlugs()
    this.rest()
  }

  get #captures(): readonly Capture[] {
    return [this.microphone, this.camera]
  }

  /** Fetched once the devices are there, or are known not to be, so that it is in nobody's way. */
  #watchPlugs(): void {
    if (!navigator.mediaDevices) return
    this.#fetchingPlugs ??= untilThere(() => import('./hot-plug.js')).then(({ watchPlugs }) => {
      if (!this.#isClosed) this.#unwatchPlugs = watchPlugs(this.#captures, this.chosenSpeaker, this.#all, this.news)
    })
  }
}
