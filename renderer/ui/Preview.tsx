import { CameraOff } from 'lucide-preact'
import type { Kind } from '../call/devices/capture.js'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import { MediaButton } from './MediaButton.js'
import * as css from './Preview.module.css'
import { useMediaShortcuts } from './shortcuts.js'
import { Video } from './Video.js'

/** How others will see this person, with the choice of devices. */
export function Preview({ devices }: { devices: DeviceControls }) {
  const state = devices.inputs.video.state.value
  useMediaShortcuts(devices)
  return (
    <>
      <div class={css.preview}>
        <Video
          stream={devices.stream}
          testId="local-video"
          label={t('start/your-camera')}
          own
          hidden={state !== 'on'}
        />
        {state !== 'on' && (
          <p class={css.absent}>
            <CameraOff size={32} aria-hidden="true" />
            {t(state === 'starting' ? 'start/camera-starting' : 'start/camera-off')}
          </p>
        )}
        <div class={css.bar}>
          <MediaButton devices={devices} kind="audio" />
          <MediaButton devices={devices} kind="video" />
        </div>
      </div>
      <div class={css.devices}>
        <DevicePicker devices={devices} kind="video" label={t('start/camera')} />
        <DevicePicker devices={devices} kind="audio" label={t('start/microphone')} />
      </div>
    </>
  )
}

function DevicePicker({ devices, kind, label }: { devices: DeviceControls; kind: Kind; label: string }) {
  const choices = devices.choices(kind)
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
