import { computed, signal } from '@preact/signals'
import { type Capture, KINDS, type Kind } from '../call/devices/capture.js'
import type { Devices } from '../call/devices/devices.js'
import { t } from './language.js'

const INPUT_KIND: Record<Kind, MediaDeviceKind> = { audio: 'audioinput', video: 'videoinput' }

/** What a person can do with the camera and microphone of this machine. */
export class DeviceControls {
  readonly inputs: Readonly<Record<Kind, Capture>>
  readonly stream: MediaStream
  /** Whether the page is one to which browsers give no devices. */
  readonly isInsecure = computed(() => KINDS.every((kind) => this.inputs[kind].state.value === 'insecure'))

  /** A device that the person wanted on and that did not work, until they have taken note of it. */
  readonly trouble = signal<Kind | undefined>(undefined)

  /**
   * `explainInsecure` is called when a person wants a device that browsers give to no plain http page, `remember` when
   * they have chosen one.
   */
  constructor(
    private readonly devices: Devices,
    private readonly explainInsecure: () => void,
    private readonly remember: (kind: Kind, deviceId: string) => void,
  ) {
    this.inputs = devices.inputs
    this.stream = devices.stream
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

  choose(kind: Kind, deviceId: string): Promise<void> {
    this.remember(kind, deviceId)
    return this.inputs[kind].choose(deviceId)
  }

  /** All that could be chosen; devices that have no name of their own are named in words. */
  choices(kind: Kind): readonly { id: string; label: string }[] {
    return this.devices.available(INPUT_KIND[kind]).map(({ deviceId, label }, index) => ({
      id: deviceId,
      label: label || t(`call/${kind}-device`, { number: String(index + 1) }),
    }))
  }
}
