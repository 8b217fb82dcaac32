import { effect, type ReadonlySignal, signal } from '@preact/signals-core'
import { Queue } from '../../../common/queue.js'
import { Camera } from './camera.js'
import type { Capture, Kind } from './capture.js'
import type { DeviceNews, HotPlug } from './hot-plug.js'
import { Microphone } from './microphone.js'
import { requestTogether } from './requests.js'

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
  readonly #news = signal<DeviceNews | undefined>(undefined)
  /** What became of a device that was plugged in or out; another object each time. */
  readonly news: ReadonlySignal<DeviceNews | undefined> = this.#news
  #plugs: readonly HotPlug[] = []
  #fetchingPlugs: Promise<void> | undefined
  #isClosed = false

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
    this.#watchPlugs()
  }

  /** Releases all until the next start; what is muted or off then stays so. */
  rest(): void {
    for (const capture of this.#captures) capture.rest()
  }

  /** Releases every device for good. */
  close(): void {
    this.#isClosed = true
    for (const plug of this.#plugs) plug.close()
    navigator.mediaDevices?.removeEventListener('devicechange', this.#list)
    this.#stopListing()
    this.rest()
  }

  get #captures(): readonly Capture[] {
    return [this.microphone, this.camera]
  }

  /** Once the devices are there, or are known not to be: what they need then is in nobody's way. */
  #watchPlugs(): void {
    if (!navigator.mediaDevices) return
    this.#fetchingPlugs ??= import('./hot-plug.js').then(({ HotPlug }) => {
      if (this.#isClosed) return
      this.#plugs = this.#captures.map((capture) => new HotPlug(capture, (news) => (this.#news.value = news)))
      return this.#list()
    })
    this.#fetchingPlugs.catch((error) => {
      this.#fetchingPlugs = undefined
      reportError(error)
    })
  }

  readonly #list = (): Promise<void> =>
    this.#listings.add(async () => {
      const all = await navigator.mediaDevices.enumerateDevices().catch(() => undefined)
      if (!all || this.#isClosed) return
      this.#all.value = all.filter(({ deviceId }) => deviceId !== '')
      for (const plug of this.#plugs) plug.see(all)
    })
}
