import { CameraOff } from 'lucide-preact'
import type { Kind } from '../call/channel-message.js'
import type { Devices } from '../state/devices.js'
import { t } from '../state/language.js'
import { MediaButton } from './MediaButton.js'
import { useMediaShortcuts } from './shortcuts.js'
import { Video } from './Video.js'

/** How others will see this person, with the choice of devices. */
export function Preview({ devices }: { devices: Devices }) {
  const { state } = devices.video.value
  useMediaShortcuts(devices)
  return (
    <>
      <div class="preview">
        <Video
          stream={devices.stream}
          testId="local-video"
          label={t('start/your-camera')}
          own
          hidden={state !== 'on'}
        />
        {state !== 'on' && (
          <p class="absent">
            <CameraOff size={32} aria-hidden="true" />
            {t(state === 'starting' ? 'start/camera-starting' : 'start/camera-off')}
          </p>
        )}
        <div class="bar">
          <MediaButton devices={devices} kind="audio" />
          <MediaButton devices={devices} kind="video" />
        </div>
      </div>
      <div class="devices">
        <DevicePicker devices={devices} kind="video" label={t('start/camera')} />
        <DevicePicker devices={devices} kind="audio" label={t('start/microphone')} />
      </div>
    </>
  )
}

function DevicePicker({ devices, kind, label }: { devices: Devices; kind: Kind; label: string }) {
  const { choices, chosenId } = devices[kind].value
  if (choices.length === 0) return null
  return (
    <select
      aria-label={label}
      value={chosenId ?? ''}
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
