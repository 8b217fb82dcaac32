import { Volume2 } from 'lucide-preact'
import type { DeviceControls } from '../state/device-controls.js'
import { choicesOf } from '../state/device-names.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './DevicePickers.module.css'
import { playTestTone } from './test-tone.js'

/** Which camera, which microphone and which loudspeaker, where there is something to choose. */
export function DevicePickers({ devices }: { devices: DeviceControls }) {
  return (
    <div class={css.devices}>
      <DevicePicker devices={devices} kind="video" label={t('start/camera')} />
      <DevicePicker devices={devices} kind="audio" label={t('start/microphone')} />
      <DevicePicker devices={devices} kind="output" label={t('devices/loudspeaker')} />
      {devices.available('output').length > 0 && (
        <button
          type="button"
          class={buttons.bare}
          aria-label={t('devices/test-tone')}
          title={t('devices/test-tone')}
          onClick={() => void playTestTone(devices.speaker.peek())}
        >
          <Volume2 size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

interface Props {
  devices: DeviceControls
  kind: 'audio' | 'video' | 'output'
  label: string
}

function DevicePicker({ devices, kind, label }: Props) {
  const choices = choicesOf(kind, devices.available(kind))
  if (choices.length === 0) return null
  return (
    <select
      aria-label={label}
      title={label}
      value={devices.inUse(kind)}
      onChange={({ currentTarget }) => void devices.choose(kind, currentTarget.value)}
    >
      {choices.map(({ id, label: name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
