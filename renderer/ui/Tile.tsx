import { MicOff } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import type { Size } from './grid.js'
import { Picture } from './Picture.js'
import { TileMarks } from './parts.js'
import { Sound } from './Sound.js'
import * as css from './Tile.module.css'
import { clockOf, useNow } from './use-now.js'

/** Another person in the call, in a tile of this size. */
export function Tile({ app, peer, width, height }: Size & { app: App; peer: RemotePeer }) {
  const { stream, sound } = peer
  const relayedBy = peer.relayedBy.value
  const [name, media, state] = [peer.name.value, peer.media.value, peer.state.value]
  const isSeen = media.camera && state !== 'connecting'
  return (
    <figure class={`${css.tile} ${state === 'connected' ? '' : css.troubled}`} data-peer={peer.id}>
      <Picture
        stream={stream}
        testId="remote-video"
        label={t('call/picture-of', { name })}
        hidden={!isSeen}
        width={width}
        height={height}
      />
      <Sound stream={sound} volume={app.callView.volumes.value.get(peer.id) ?? 1} />
      {/* Behind the picture, so that the tile is not blank until the first frame. */}
      <Avatar id={peer.id} name={name} />
      {state === 'connecting' && <p class={css.state}>{t('call/tile-connecting')}</p>}
      {(state === 'interrupted' || state === 'unreachable') && (
        <Since says={state === 'interrupted' ? 'call/tile-lost' : 'call/tile-unreachable'} />
      )}
      <TileMarks app={app} peer={peer} />
      <figcaption class={`${chips.chip} ${css.name}`}>
        {!media.microphone && state === 'connected' && <MicOff size={14} aria-label={t('call/muted')} />}
        <b>{name}</b>
        {relayedBy !== undefined && <small>{t('call/relayed-by', { computer: relayedBy })}</small>}
      </figcaption>
    </figure>
  )
}

/** What is wrong with the connection, and for how long. */
function Since({ says }: { says: 'call/tile-lost' | 'call/tile-unreachable' }) {
  const [since] = useState(Date.now)
  return <p class={`${css.state} ${prose.num}`}>{t(says, { time: clockOf(useNow() - since) })}</p>
}
