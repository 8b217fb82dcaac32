import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Capture, KINDS, type Kind } from '../call/devices/capture.js'
import type { Devices } from '../call/devices/devices.js'
import type { DeviceNews } from '../call/devices/hot-plug.js'
import { Passing } from './passing.js'

const LISTED_AS = { audio: 'audioinput', video: 'videoinput', output: 'audiooutput' } as const
/** Long enough to be read, and looked up from. */
const NEWS_SHOWN_MS = 10_000

/** What a person can do with the camera and microphone of this machine. */
export class DeviceControls {
  readonly inputs: Readonly<Record<Kind, Capture>>
  readonly stream: MediaStream
  /** The loudspeaker to play through; empty: the system's. */
  readonly speaker: ReadonlySignal<string>
  /** Whether the page is one to which browsers give no devices. */
  readonly isInsecure = computed(() => KINDS.every((kind) => this.inputs[kind].state.value === 'insecure'))

  /** A device that the person wanted on and that did not work, until they have taken note of it. */
  readonly trouble = signal<Kind | undefined>(undefined)

  /** What became of a device that was plugged in or out. */
  readonly news: Readonly<Record<DeviceNews['kind'], Passing<DeviceNews>>> = {
    audio: new Passing(NEWS_SHOWN_MS),
    video: new Passing(NEWS_SHOWN_MS),
    output: new Passing(NEWS_SHOWN_MS),
  }

  /**
   * `explainInsecure` is called when a person wants a device that browsers give to no plain http page, `remember` when
   * they have chosen one.
   */
  constructor(
    private readonly devices: Devices,
    private readonly explainInsecure: () => void,
    private readonly remember: (kind: Kind | 'output', deviceId: string) => void,
  ) {
    this.inputs = devices.inputs
    this.stream = devices.stream
    this.speaker = devices.speaker
    devices.news.subscribe((news) => news && this.news[news.kind].show(news))
  }

  /** Whether the person wants it on and nothing is in the way: the next press turns it off. */
  isOn(kind: Kind): boolean {
    const { value } = this.inputs[kind].state
    return value === 'on' || value === 'starting'
  }

  /** Whether it does not work though it could: there is none, it is refused, or another program has it. */
  hasFailed(kind: Kind): boolean {
    const { value } = this.inputs[kind].state
    return value === 'missing' || value === 'refused' || value === 'busy'
  }

  async toggle(kind: Kind): Promise<void> {
    if (this.inputs[kind].state.value === 'insecure') return this.explainInsecure()
    const turnsOn = !this.isOn(kind)
    await this.inputs[kind].turn(turnsOn)
    this.trouble.value = turnsOn && this.hasFailed(kind) ? kind : undefined
  }

  readonly leaveTrouble = (): void => {
    this.trouble.value = undefined
  }

  choose(kind: Kind | 'output', deviceId: string): Promise<void> {
    this.remember(kind, deviceId)
    if (kind === 'output') {
      this.devices.chosenSpeaker.value = deviceId
      return Promise.resolve()
    }
    this.news[kind].clear()
    return this.inputs[kind].choose(deviceId)
  }

  /** The id of the one in use, or that would be: the first, where none was opened. Empty where there is none. */
  inUse(kind: Kind | 'output'): string {
    if (kind !== 'output') return this.inputs[kind].deviceId.value ?? this.available(kind)[0]?.deviceId ?? ''
    // Chromium lists the system's own by this name.
    return this.speaker.value || 'default'
  }

  /** All that could be chosen. */
  available(kind: Kind | 'output'): readonly MediaDeviceInfo[] {
    return this.devices.available(LISTED_AS[kind])
  }
}
