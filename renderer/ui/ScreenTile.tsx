import { Expand, Maximize, MonitorUp, Shrink } from 'lucide-preact'
import { useRef, useState } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import { toggleFullScreen } from './full-screen.js'
import * as css from './ScreenTile.module.css'
import { Sound } from './Sound.js'
import * as tile from './Tile.module.css'
import { useZoom } from './use-zoom.js'
import { Video } from './Video.js'

/** The screen that another person shares: all of it or filling its place, enlarged by wheel, pinch and keys. */
export function ScreenTile({ peer }: { peer: RemotePeer }) {
  const { screen, screenSound } = peer
  const [name, state] = [peer.name.value, peer.state.value]
  const frame = useRef<HTMLElement>(null)
  const [isFilling, setFilling] = useState(false)
  const [{ scale, x, y }, endZoom] = useZoom(frame)
  const fit = t(isFilling ? 'panels/fit' : 'panels/fill')
  const FitIcon = isFilling ? Shrink : Expand
  return (
    <figure ref={frame} class={`${tile.tile} ${css.screen} ${state === 'connected' ? '' : tile.troubled}`}>
      <div
        class={`${css.zoomed} ${isFilling ? css.filling : ''}`}
        style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
      >
        <Video stream={screen} testId="remote-screen" label={t('call/screen-of', { name })} />
      </div>
      <Sound stream={screenSound} />
      <figcaption class={`${chips.chip} ${tile.name}`}>
        <MonitorUp size={14} aria-hidden="true" />
        <span>{t('call/persons-screen', { name })}</span>
      </figcaption>
      <div class={css.tools}>
        <button
          type="button"
          class={buttons.round}
          aria-label={fit}
          aria-keyshortcuts="+ - 0"
          title={fit}
          onClick={() => {
            endZoom()
            setFilling(!isFilling)
          }}
        >
          <FitIcon size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          class={buttons.round}
          aria-label={t('panels/full-screen')}
          title={t('panels/full-screen')}
          onClick={() => toggleFullScreen(frame.current)}
        >
          <Maximize size={18} aria-hidden="true" />
        </button>
      </div>
    </figure>
  )
}
