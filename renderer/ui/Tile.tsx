import { MicOff } from 'lucide-preact'
import type { RemotePeer } from '../call/call.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import { Sound } from './Sound.js'
import { Video } from './Video.js'

/** Another person in the call. */
export function Tile({ peer }: { peer: RemotePeer }) {
  const { name, stream, sound, media, state } = peer
  const isSeen = media.camera && state !== 'connecting'
  return (
    <figure class={`tile ${state === 'connected' ? '' : 'troubled'}`}>
      <Video stream={stream} testId="remote-video" label={t('call/picture-of', { name })} hidden={!isSeen} />
      <Sound stream={sound} />
      {!isSeen && <Avatar name={name} />}
      <figcaption class="chip">
        {!media.microphone && state === 'connected' && <MicOff size={14} aria-label={t('call/muted')} />}
        <b>{name}</b>
      </figcaption>
    </figure>
  )
}
