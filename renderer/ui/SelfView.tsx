import { MicOff } from 'lucide-preact'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as chips from './base/chips.module.css'
import * as css from './SelfView.module.css'
import { Video } from './Video.js'

/** One's own picture in the corner. */
export function SelfView({ devices, name }: { devices: DeviceControls; name: string }) {
  const isSeen = devices.inputs.video.state.value === 'on'
  const isMuted = devices.inputs.audio.state.value !== 'on'
  return (
    <figure class={css.self}>
      <Video stream={devices.stream} testId="local-video" label={t('start/your-camera')} own hidden={!isSeen} />
      {!isSeen && <Avatar name={name || t('call/you')} />}
      <figcaption class={`${chips.chip} ${css.name}`}>
        {isMuted && <MicOff size={14} aria-label={t('call/muted')} />}
        {t('call/you')}
      </figcaption>
    </figure>
  )
}
