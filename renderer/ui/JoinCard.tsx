import { DoorOpen, Video } from 'lucide-preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as fields from './base/fields.module.css'
import * as css from './JoinCard.module.css'
import { Joining } from './Joining.js'
import { NameField } from './NameField.js'
import { Preview } from './Preview.js'
import { DeviceNotice, DevicePickers } from './parts.js'

/** The preview and the ways into a call: one of one's own, or a room that has a name. */
export function JoinCard({ app, hasPickers }: { app: App; hasPickers: boolean }) {
  const [isAsked, setAsked] = useState(false)
  const isJoining = app.calling.isOnTheWay.value
  const hasRoom = isAsked || app.room.value !== ''
  return (
    <section class={`${cards.card} ${css.card}`} aria-label={t('start/start-a-call')}>
      <Preview devices={app.deviceControls} isMirrored={app.store.person.mirrored} />
      {hasPickers && (
        <div class={css.pickers}>
          <DevicePickers devices={app.deviceControls} />
        </div>
      )}
      <form
        class={css.join}
        onSubmit={(event) => {
          event.preventDefault()
          void (hasRoom ? app.joinRoom() : app.startCall())
        }}
      >
        <DeviceNotice app={app} />
        <NameField app={app} />
        {hasRoom && <RoomField app={app} takesFocus={isAsked} onInput={() => setAsked(true)} />}
        {hasRoom ? (
          <button type="submit" class={`${buttons.primary} ${css.go}`} disabled={isJoining}>
            {t(isJoining ? 'start/joining' : 'start/join-room')}
          </button>
        ) : (
          <button type="submit" class={`${buttons.primary} ${css.go}`} disabled={isJoining}>
            <Video size={20} aria-hidden="true" /> {t(isJoining ? 'start/joining' : 'start/start-a-call')}
          </button>
        )}
        <Joining app={app} />
        {hasRoom ? (
          <button type="button" class={`${buttons.link} ${css.or}`} onClick={() => void app.startCall()}>
            <Video size={18} aria-hidden="true" /> {t('start/start-a-call')}
          </button>
        ) : (
          <button type="button" class={`${buttons.link} ${css.or}`} onClick={() => setAsked(true)}>
            <DoorOpen size={18} aria-hidden="true" /> {t('start/enter-a-room')}
          </button>
        )}
      </form>
    </section>
  )
}

function RoomField({ app, takesFocus, onInput }: { app: App; takesFocus: boolean; onInput: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  // At once: the keys that come next are the room's.
  useLayoutEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus])
  const problem = app.joinProblem.value
  return (
    <label class={fields.field}>
      <span>{t('start/room')}</span>
      <input
        ref={field}
        value={app.room.value}
        onInput={({ currentTarget }) => {
          onInput()
          app.room.value = currentTarget.value
        }}
        placeholder={t('start/room-example')}
        autocomplete="off"
        autocapitalize="none"
        enterkeyhint="go"
        aria-invalid={problem === 'no-room' || problem === 'bad-room'}
      />
    </label>
  )
}
