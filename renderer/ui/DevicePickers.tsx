import type { Kind } from '../call/devices/capture.js'
import type { DeviceControls } from '../state/device-controls.js'
import { choicesOf } from '../state/device-names.js'
import { t } from '../state/language.js'
import * as css from './DevicePickers.module.css'

/** Which camera and which microphone. */
export function DevicePickers({ devices }: { devices: DeviceControls }) {
  return (
    <div class={css.devices}>
      <DevicePicker devices={devices} kind="video" label={t('start/camera')} />
      <DevicePicker devices={devices} kind="audio" label={t('start/microphone')} />
    </div>
  )
}

function DevicePicker({ devices, kind, label }: { devices: DeviceControls; kind: Kind; label: string }) {
  const choices = choicesOf(kind, devices.available(kind))
  if (choices.length === 0) return null
  return (
    <select
      aria-label={label}
      value={devices.inputs[kind].deviceId.value ?? ''}
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
