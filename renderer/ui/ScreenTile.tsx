import { MonitorUp } from 'lucide-preact'
import type { RemotePeer } from '../call/call.js'
import { t } from '../state/language.js'
import { Sound } from './Sound.js'
import { Video } from './Video.js'

/** The screen that another person shares. */
export function ScreenTile({ peer: { name, screen, screenSound, state } }: { peer: RemotePeer }) {
  return (
    <figure class={`tile ${state === 'connected' ? '' : 'troubled'}`}>
      <Video stream={screen} testId="remote-screen" label={t('call/screen-of', { name })} />
      <Sound stream={screenSound} />
      <figcaption class="chip">
        <MonitorUp size={14} aria-hidden="true" />
        {t('call/persons-screen', { name })}
      </figcaption>
    </figure>
  )
}
