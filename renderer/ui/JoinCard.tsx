import { Dices } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import type { Bridge } from '../../common/bridge.js'
import { KINDS } from '../call/devices/capture.js'
import type { App } from '../state/app.js'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import { suggestRoomName } from '../state/room-names.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as fields from './base/fields.module.css'
import * as prose from './base/prose.module.css'
import * as css from './JoinCard.module.css'
import { Preview } from './Preview.js'
import { deviceSentence } from './sentences.js'

const PRIVACY = { audio: 'microphone', video: 'camera' } as const

/** The preview and the way into a room. */
export function JoinCard({ app }: { app: App }) {
  const { audio, video } = app.deviceControls.inputs
  const isJoining = app.calling.screen.value.kind === 'joining'
  const problem = app.joinProblem.value
  const roomField = useRef<HTMLInputElement>(null)
  const notice = deviceSentence(audio.state.value, video.state.value, app.bridge !== undefined)
  return (
    <section class={cards.card} aria-label={t('start/join-a-room')}>
      <Preview devices={app.deviceControls} />
      <form
        class={css.join}
        onSubmit={(event) => {
          event.preventDefault()
          void app.joinRoom()
        }}
      >
        {notice && (
          <div class={cards.notice}>
            <p>{notice}</p>
            {app.deviceControls.isInsecure.value && (
              <button type="button" class={buttons.plain} onClick={app.secureDoor.open}>
                {t('start/use-devices')}
              </button>
            )}
            {app.bridge && <SystemSettings devices={app.deviceControls} bridge={app.bridge} />}
          </div>
        )}
        <div class={css.fields}>
          <label class={fields.field}>
            <span>{t('start/your-name')}</span>
            <input
              value={app.name.value}
              onInput={({ currentTarget }) => app.setName(currentTarget.value)}
              placeholder={t('start/guest')}
              autocomplete="name"
              aria-invalid={problem === 'bad-name'}
            />
          </label>
          <label class={fields.field}>
            <span>{t('start/room')}</span>
            <input
              ref={roomField}
              value={app.room.value}
              onInput={({ currentTarget }) => (app.room.value = currentTarget.value)}
              placeholder={t('start/room-example')}
              autocomplete="off"
              autocapitalize="none"
              enterkeyhint="go"
              aria-invalid={problem === 'no-room' || problem === 'bad-room'}
            />
          </label>
        </div>
        <button
          type="button"
          class={buttons.link}
          onClick={() => {
            app.room.value = suggestRoomName()
            roomField.current?.focus()
          }}
        >
          <Dices size={16} aria-hidden="true" /> {t('start/make-up-room')}
        </button>
        <button type="submit" class={buttons.primary} disabled={isJoining}>
          {t(isJoining ? 'start/joining' : 'start/join-room')}
        </button>
        {isJoining && (
          <button type="button" class={buttons.plain} onClick={() => app.leave()}>
            {t('action/cancel')}
          </button>
        )}
        {problem && (
          <p class={prose.problem} role="alert">
            {t(`problems/${problem}`)}
          </p>
        )}
      </form>
    </section>
  )
}

/** Where the system has refused a device, the way to where it can be allowed. */
function SystemSettings({ devices, bridge }: { devices: DeviceControls; bridge: Bridge }) {
  const refused = KINDS.findLast((kind) => devices.inputs[kind].state.value === 'refused')
  if (refused === undefined) return null
  return (
    <button
      type="button"
      class={buttons.plain}
      onClick={() => void bridge.openPrivacySettings(PRIVACY[refused]).catch(reportError)}
    >
      {t('action/open-system-settings')}
    </button>
  )
}
