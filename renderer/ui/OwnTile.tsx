import { MicOff } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as chips from './base/chips.module.css'
import type { Size } from './grid.js'
import { Picture } from './Picture.js'
import { TileMarks } from './parts.js'
import * as css from './Tile.module.css'
import { Video } from './Video.js'

/** One's own picture among those of the others. */
export function OwnTile({ app, ...size }: Size & { app: App }) {
  return (
    <figure class={css.tile}>
      <OwnPicture app={app} size={size} />
    </figure>
  )
}

/** What a frame holds of oneself: as much of the picture as suits its size, or else what fills the frame. */
export function OwnPicture({ app, size }: { app: App; size?: Size }) {
  const { deviceControls: devices, lobby, name } = app
  const isSeen = devices.inputs.video.state.value === 'on'
  const isMuted = devices.inputs.audio.state.value !== 'on'
  const video = {
    stream: devices.stream,
    testId: 'local-video',
    label: t('start/your-camera'),
    own: app.store.person.mirrored,
    hidden: !isSeen,
  }
  return (
    <>
      {size ? <Picture {...video} {...size} /> : <Video {...video} />}
      {/* Behind the picture, as with the others. */}
      <Avatar id={lobby.selfId.value} name={name.value || t('call/you')} />
      <TileMarks app={app} />
      <figcaption class={`${chips.chip} ${css.name}`}>
        {isMuted && <MicOff size={14} aria-label={t('call/muted')} />}
        <span>{t('call/you')}</span>
      </figcaption>
    </>
  )
}
