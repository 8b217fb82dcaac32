import { Hand, Heart, Laugh, type LucideIcon, PartyPopper, ThumbsDown, ThumbsUp } from 'lucide-preact'
import type { Reaction } from '../../common/channels.js'
import type { RemotePeer } from '../call/call.js'
import { OWN_VOICE } from '../call/speech.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './TileMarks.module.css'
import { VolumeMenu } from './VolumeMenu.js'

export const REACTION_ICONS: Record<Reaction, LucideIcon> = {
  'thumbs-up': ThumbsUp,
  heart: Heart,
  laugh: Laugh,
  party: PartyPopper,
  'thumbs-down': ThumbsDown,
}

/** On the picture of another person, or else one's own: a ring while they speak, their hand, what they react by. */
export function TileMarks({ app: { callView, calling }, peer }: { app: App; peer?: RemotePeer }) {
  const id = peer?.id ?? OWN_VOICE
  const isSpeaking = callView.speakers.value.has(id)
  const hasHandUp = peer ? peer.media.value.hand : calling.outgoing.hand.value
  const reactions = callView.signs.value?.reactions.value.filter(({ from }) => from === id) ?? []
  return (
    <>
      <span class={`${css.ring} ${isSpeaking ? css.speaking : ''}`} data-speaking={isSpeaking} aria-hidden="true" />
      {reactions.map(({ key, reaction }) => {
        const Icon = REACTION_ICONS[reaction]
        return (
          <span
            key={key}
            class={css.reaction}
            style={{ '--offset': `${((key % 3) - 1) * 60}px` }}
            role="img"
            aria-label={t(`talk/${reaction}`)}
          >
            <Icon size={32} aria-hidden="true" />
          </span>
        )
      })}
      <div class={css.marks}>
        {hasHandUp && (
          <span class={css.hand} role="img" aria-label={t('talk/hand-up')}>
            <Hand size={20} aria-hidden="true" />
          </span>
        )}
        {peer && <VolumeMenu callView={callView} id={id} name={peer.name.value} />}
      </div>
    </>
  )
}
