import type { ComponentChildren } from 'preact'
import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import { arrange } from './arrange.js'
import * as prose from './base/prose.module.css'
import { coveredOf, liftOf, type Place, type Size } from './grid.js'
import { OwnTile } from './OwnTile.js'
import { QualityMark, ScreenTile } from './parts.js'
import { SelfView } from './SelfView.js'
import * as css from './Stage.module.css'
import { Tile } from './Tile.js'

/** The height above the controls of a tile that is as low as its face, its name and a sentence. */
const LOW = 120

interface Props {
  app: App
  goal: Goal
  size: Size
}

/** Everyone in the call, and the screens that they share, which take most of the stage where there are any. */
export function Stage({ app, goal, size }: Props) {
  const { screens, tiles, large, hasFloat, swapsWith } = arrange(app, size)
  return (
    <div class={css.stage}>
      <h1 class={prose.heardOnly}>
        {goal.kind === 'room'
          ? t('call/in-room', { room: goal.room })
          : t('call/with-person', { name: goal.person.name })}
      </h1>
      {screens.map(([peer, place]) => (
        <At key={`${peer.id} screen`} place={place} size={size}>
          <ScreenTile peer={peer} />
        </At>
      ))}
      {tiles.map(([peer, place]) => (
        <At key={peer?.id ?? 'own'} place={place} size={size} isLarge={large !== undefined && peer === large}>
          {peer ? (
            <>
              <Tile app={app} peer={peer} width={place.width} height={place.height} />
              <QualityMark app={app} peer={peer} />
            </>
          ) : (
            <OwnTile app={app} width={place.width} height={place.height} />
          )}
        </At>
      ))}
      {hasFloat && <SelfView app={app} other={swapsWith} />}
    </div>
  )
}

function At({
  place,
  size,
  isLarge = false,
  children,
}: {
  place: Place
  size: Size
  isLarge?: boolean
  children: ComponentChildren
}) {
  const isAll = place.width >= size.width - 1
  const lift = liftOf(place, size)
  const style = {
    translate: `${place.x}px ${place.y}px`,
    width: `${place.width}px`,
    height: `${place.height}px`,
    '--lift': `${lift}px`,
    '--covered': `${coveredOf(place, size)}px`,
    // What is said of the connection has no room above the name.
    ...(place.height - lift < LOW && { '--named': 'hidden', '--caption': '0px' }),
  }
  return (
    <div class={`${css.place} ${isAll || isLarge ? css.square : ''}`} style={style}>
      {children}
    </div>
  )
}
