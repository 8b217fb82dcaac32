import { Phone, PhoneOff, Video } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import type { IncomingCall } from '../../common/ring.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as prose from './base/prose.module.css'
import * as css from './IncomingCallDialog.module.css'
import { useRingtone } from './ringtone.js'
import { useFocusReturn } from './use-focus-return.js'

/**
 * Someone rings: take the call, where it is no voice call also without one's own picture, or turn it down. One that is
 * answered by itself chimes, whether or not the person wants to hear others ring.
 */
export function IncomingCallDialog({ app, ring }: { app: App; ring: IncomingCall }) {
  const ref = useRef<HTMLDialogElement>(null)
  useFocusReturn()
  useEffect(() => {
    ref.current?.showModal()
    // Not a button: a key that was meant for something else must neither take the call nor turn it down.
    ref.current?.focus()
  }, [])
  const isByItself = app.rings.answeredAt.value !== undefined
  const tone = app.store.person.ringSound ? 'incoming' : undefined
  useRingtone(isByItself ? 'chime' : tone)
  const { name } = ring.from
  return (
    <dialog
      ref={ref}
      class={`${cards.card} ${css.incoming}`}
      tabIndex={-1}
      aria-labelledby="incoming-title"
      closedby="none"
      onCancel={(event) => event.preventDefault()}
    >
      <div class={css.caller}>
        <Avatar id={ring.from.id} name={name} />
      </div>
      <h1 id="incoming-title">{t('ring/is-calling', { name })}</h1>
      <p class={prose.muted}>{t(ring.audioOnly ? 'ring/voice-call' : 'ring/video-call')}</p>
      {isByItself && <p role="status">{t('ring/by-itself')}</p>}
      <div class={css.answers}>
        <button type="button" class={buttons.danger} onClick={() => app.decline()}>
          <PhoneOff size={18} aria-hidden="true" /> {t('ring/decline')}
        </button>
        {ring.audioOnly ? (
          <button type="button" class={buttons.primary} onClick={() => void app.accept(true)}>
            <Phone size={18} aria-hidden="true" /> {t('ring/answer')}
          </button>
        ) : (
          <>
            <button type="button" class={buttons.plain} onClick={() => void app.accept(true)}>
              <Phone size={18} aria-hidden="true" /> {t('ring/audio-only')}
            </button>
            <button type="button" class={buttons.primary} onClick={() => void app.accept(false)}>
              <Video size={18} aria-hidden="true" /> {t('ring/accept')}
            </button>
          </>
        )}
      </div>
    </dialog>
  )
}
