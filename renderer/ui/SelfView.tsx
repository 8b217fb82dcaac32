import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import type { App } from '../state/app.js'
import type { Corner } from '../state/call-view.js'
import { t } from '../state/language.js'
import { OwnPicture } from './OwnTile.js'
import * as css from './SelfView.module.css'
import { Tile } from './Tile.js'
import { useDrag } from './use-drag.js'
import { useSize } from './use-size.js'

const CORNERS: Record<Corner, string> = {
  topLeft: css.topLeft,
  topRight: css.topRight,
  bottomLeft: css.bottomLeft,
  bottomRight: css.bottomRight,
}

/**
 * The small picture over the stage, which is dragged from corner to corner: one's own, or that of the only other person
 * where the two have been swapped, which a press does.
 */
export function SelfView({ app, other }: { app: App; other?: RemotePeer | undefined }) {
  const { callView } = app
  const frame = useRef<HTMLElement>(null)
  const drag = useDrag(
    (corner) => {
      callView.corner.value = corner
    },
    () => other && callView.swap(),
  )
  return (
    <figure ref={frame} class={`${css.self} ${CORNERS[callView.corner.value]}`} {...drag}>
      {other && callView.isSwapped.value ? (
        <OtherPicture app={app} other={other} frame={frame} />
      ) : (
        <OwnPicture app={app} />
      )}
      {/* Its press is one on the picture. */}
      {other && (
        <button
          type="button"
          class={css.swap}
          aria-label={t('call/swap')}
          title={t('call/swap')}
          aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
          aria-pressed={callView.isSwapped.value}
        />
      )}
    </figure>
  )
}

function OtherPicture({ app, other, frame }: { app: App; other: RemotePeer; frame: RefObject<HTMLElement | null> }) {
  const size = useSize(frame)
  return size && <Tile app={app} peer={other} {...size} />
}
