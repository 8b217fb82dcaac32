import { Video as Camera, VideoOff as CameraOff, CircleAlert, Mic, MicOff } from 'lucide-preact'
import type { Kind } from '../call/devices/capture.js'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './MediaButton.module.css'
import { MicrophoneLevel } from './parts.js'

const FACES = {
  audio: {
    on: { label: 'call/mute-microphone', Icon: Mic },
    off: { label: 'call/unmute-microphone', Icon: MicOff },
    failed: 'call/no-microphone',
    key: 'M',
  },
  video: {
    on: { label: 'call/turn-off-camera', Icon: Camera },
    off: { label: 'call/turn-on-camera', Icon: CameraOff },
    failed: 'call/no-camera',
    key: 'V',
  },
} as const

/** Turns the microphone or the camera on and off. */
export function MediaButton({ devices, kind }: { devices: DeviceControls; kind: Kind }) {
  const isOn = devices.isOn(kind)
  const hasFailed = devices.hasFailed(kind)
  const { label, Icon } = isOn ? FACES[kind].on : FACES[kind].off
  return (
    <button
      type="button"
      class={`${buttons.round} ${isOn ? '' : buttons.off}`}
      aria-label={t(label)}
      aria-keyshortcuts={FACES[kind].key}
      title={`${t(label)} (${FACES[kind].key})`}
      aria-busy={devices.inputs[kind].state.value === 'starting'}
      aria-description={hasFailed ? t(FACES[kind].failed) : undefined}
      onClick={() => void devices.toggle(kind)}
    >
      {kind === 'audio' && isOn && <MicrophoneLevel devices={devices} />}
      <Icon size={20} aria-hidden="true" />
      {hasFailed && <CircleAlert class={css.failed} size={16} aria-hidden="true" />}
    </button>
  )
}
