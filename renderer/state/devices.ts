import { computed, type Signal, signal } from '@preact/signals'
import { KINDS, type Kind } from '../call/channel-message.js'
import type { DeviceState, LocalMedia } from '../call/local-media.js'
import { language, t } from './language.js'

/** One of this machine's devices of a kind, and all that could be chosen instead. */
export interface DeviceView {
  readonly state: DeviceState
  readonly chosenId: string | undefined
  readonly choices: readonly { id: string; label: string }[]
}

const INPUT_KIND: Record<Kind, MediaDeviceKind> = { audio: 'audioinput', video: 'videoinput' }

/** The local media as signals. */
export class Devices {
  readonly audio: Signal<DeviceView>
  readonly video: Signal<DeviceView>
  /** Whether the page is one to which browsers give no devices. */
  readonly isInsecure = computed(() => KINDS.every((kind) => this[kind].value.state === 'insecure'))
  readonly #media: LocalMedia
  readonly #explainInsecure: () => void
  readonly #remember: (kind: Kind, deviceId: string) => void

  /**
   * `explainInsecure` is called when a person wants a device that browsers give to no plain http page, `remember` when
   * they have chosen one.
   */
  constructor(media: LocalMedia, explainInsecure: () => void, remember: (kind: Kind, deviceId: string) => void) {
    this.#media = media
    this.#explainInsecure = explainInsecure
    this.#remember = remember
    this.audio = signal(this.#view('audio'))
    this.video = signal(this.#view('video'))
    const follow = () => {
      for (const kind of KINDS) this[kind].value = this.#view(kind)
    }
    media.on('change', follow)
    // Devices that have no name of their own are named in words.
    language.subscribe(follow)
  }

  get stream(): MediaStream {
    return this.#media.stream
  }

  /** Opens what the person has not turned off. */
  start(): void {
    void this.#media.start()
  }

  /** Releases all until the next start, and leaves what the person has turned off as it is. */
  rest(): void {
    void this.#media.rest()
  }

  async toggle(kind: Kind): Promise<void> {
    const { state } = this[kind].value
    if (state === 'insecure') this.#explainInsecure()
    else await this.#media.setOn(kind, state !== 'on')
  }

  choose(kind: Kind, deviceId: string): Promise<void> {
    this.#remember(kind, deviceId)
    return this.#media.choose(kind, deviceId)
  }

  #view(kind: Kind): DeviceView {
    const devices = this.#media.devices.filter((device) => device.kind === INPUT_KIND[kind])
    return {
      state: this.#media.state[kind],
      chosenId: this.#media.deviceId(kind),
      choices: devices.map(({ deviceId, label }, index) => ({
        id: deviceId,
        label: label || t(`call/${kind}-device`, { number: String(index + 1) }),
      })),
    }
  }
}
