import { CameraOff } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceState } from '../call/devices/capture.js'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import { MediaButton } from './MediaButton.js'
import * as css from './Preview.module.css'
import { useMediaShortcuts } from './shortcuts.js'
import { Video } from './Video.js'

/** How others will see this person. */
export function Preview({ devices, isMirrored }: { devices: DeviceControls; isMirrored: boolean }) {
  const state = devices.inputs.video.state.value
  useMediaShortcuts(devices)
  return (
    <div class={css.preview}>
      <Video
        stream={devices.stream}
        testId="local-video"
        label={t('start/your-camera')}
        own={isMirrored}
        hidden={state !== 'on'}
      />
      {state !== 'on' && <Absent state={state} />}
      <div class={css.bar}>
        <MediaButton devices={devices} kind="audio" />
        <MediaButton devices={devices} kind="video" />
      </div>
    </div>
  )
}

/** In the place of the picture: while the browser asks for permission, what that is for. */
function Absent({ state }: { state: DeviceState }) {
  const isAsking = useIsAsking()
  if (state === 'starting' && isAsking) {
    return (
      <div class={css.absent}>
        <p class={css.allow}>{t('start/press-allow')}</p>
        <p>{t('start/nobody-sees-you')}</p>
      </div>
    )
  }
  return (
    <p class={css.absent}>
      <CameraOff size={32} aria-hidden="true" />
      {t(state === 'starting' ? 'start/camera-starting' : 'start/camera-off')}
    </p>
  )
}

/** Whether the browser asks before it gives a camera; so does one that does not tell. */
function useIsAsking(): boolean {
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    const permission = navigator.permissions?.query({ name: 'camera' })
    permission?.then(
      ({ state }) => setAsking(state === 'prompt'),
      () => setAsking(true),
    )
  }, [])
  return isAsking
}
