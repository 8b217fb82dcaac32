import { MicOff } from 'lucide-preact'
import type { RemotePeer } from '../call/call.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as chips from './base/chips.module.css'
import { Sound } from './Sound.js'
import * as css from './Tile.module.css'
import { Video } from './Video.js'

/** Another person in the call. */
export function Tile({ peer }: { peer: RemotePeer }) {
  const { stream, sound } = peer
  const relayedBy = peer.relayedBy.value
  const [name, media, state] = [peer.name.value, peer.media.value, peer.state.value]
  const isSeen = media.camera && state !== 'connecting'
  return (
    <figure class={`${css.tile} ${state === 'connected' ? '' : css.troubled}`}>
      <Video stream={stream} testId="remote-video" label={t('call/picture-of', { name })} hidden={!isSeen} />
      <Sound stream={sound} />
      {!isSeen && <Avatar name={name} />}
      <figcaption class={`${chips.chip} ${css.name}`}>
        {!media.microphone && state === 'connected' && <MicOff size={14} aria-label={t('call/muted')} />}
        <b>{name}</b>
        {relayedBy !== undefined && <small>{t('call/relayed-by', { computer: relayedBy })}</small>}
      </figcaption>
    </figure>
  )
}
