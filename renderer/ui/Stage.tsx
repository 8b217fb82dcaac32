import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import * as prose from './base/prose.module.css'
import { ScreenTile } from './parts.js'
import * as css from './Stage.module.css'
import { Tile } from './Tile.js'

/** The others. The screens that they share take most of the stage, where there are any. */
export function Stage({ app, goal }: { app: App; goal: Goal }) {
  const peers = app.calling.peers.value
  const sharing = sharingPeers(app)
  const look = sharing.length > 0 ? css.shared : peers.length === 1 ? css.ofTwo : css.group
  return (
    <div class={`${css.stage} ${look}`}>
      <h1 class={prose.heardOnly}>
        {goal.kind === 'room'
          ? t('call/in-room', { room: goal.room })
          : t('call/with-person', { name: goal.person.name })}
      </h1>
      {sharing.length > 0 && (
        <div class={css.screens}>
          {sharing.map((peer) => (
            <ScreenTile key={peer.id} peer={peer} />
          ))}
        </div>
      )}
      <div class={css.peers}>
        {peers.map((peer) => (
          <Tile key={peer.id} peer={peer} />
        ))}
      </div>
    </div>
  )
}

/** Those whose screens are to be seen. */
export const sharingPeers = ({ calling }: App) =>
  calling.peers.value.filter(({ media, state }) => media.value.screen && state.value !== 'connecting')
