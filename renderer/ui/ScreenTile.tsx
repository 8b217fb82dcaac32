import { MonitorUp } from 'lucide-preact'
import type { RemotePeer } from '../call/call.js'
import { t } from '../state/language.js'
import * as chips from './base/chips.module.css'
import { Sound } from './Sound.js'
import * as css from './Tile.module.css'
import { Video } from './Video.js'

/** The screen that another person shares. */
export function ScreenTile({ peer }: { peer: RemotePeer }) {
  const { screen, screenSound } = peer
  const [name, state] = [peer.name.value, peer.state.value]
  return (
    <figure class={`${css.tile} ${css.screen} ${state === 'connected' ? '' : css.troubled}`}>
      <Video stream={screen} testId="remote-screen" label={t('call/screen-of', { name })} />
      <Sound stream={screenSound} />
      <figcaption class={`${chips.chip} ${css.name}`}>
        <MonitorUp size={14} aria-hidden="true" />
        {t('call/persons-screen', { name })}
      </figcaption>
    </figure>
  )
}
