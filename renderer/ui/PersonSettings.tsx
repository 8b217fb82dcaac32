import { Volume2 } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { LANGUAGE_TAGS, LANGUAGES, type Language } from '../../common/language.js'
import { QUALITIES, type Quality } from '../../common/settings.js'
import type { App } from '../state/app.js'
import { choicesOf } from '../state/device-names.js'
import { t } from '../state/language.js'
import type { Draft, SettingsForm } from '../state/settings-form.js'
import { AnsweredPeople } from './AnsweredPeople.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { playRingtone } from './ringtone.js'
import * as css from './SettingsDialog.module.css'
import { SettingsField } from './SettingsField.js'
import { playTestTone } from './test-tone.js'

interface Props {
  app: App
  settings: SettingsForm
  draft: Draft
}

/** How the person is seen and heard, what they hear, and the language in which Lanline speaks to them. */
export function PersonSettings({ app, settings, draft }: Props) {
  return (
    <div class={css.section}>
      <SettingsField
        settings={settings}
        draft={draft}
        field="name"
        label={t('settings/name')}
        placeholder={t('start/guest')}
      />
      <LanguageChoice app={app} settings={settings} draft={draft} />
      <div class={css.pair}>
        <DeviceChoice app={app} settings={settings} draft={draft} kind="video" label={t('start/camera')} />
        <DeviceChoice app={app} settings={settings} draft={draft} kind="audio" label={t('start/microphone')} />
        <DeviceChoice app={app} settings={settings} draft={draft} kind="output" label={t('devices/loudspeaker')} />
      </div>
      <SoundChoices app={app} settings={settings} draft={draft} />
      <label class={`${fields.field} ${css.field}`}>
        <span>{t('settings/quality')}</span>
        <select
          value={draft.quality}
          onChange={({ currentTarget }) => settings.change({ quality: currentTarget.value as Quality })}
        >
          {QUALITIES.map((quality) => (
            <option key={quality} value={quality}>
              {t(`settings/quality-${quality}`)}
            </option>
          ))}
        </select>
      </label>
      <div class={layout.row}>
        <label class={fields.choice}>
          <input
            type="checkbox"
            checked={draft.ringSound}
            onChange={({ currentTarget }) => settings.change({ ringSound: currentTarget.checked })}
          />
          {t('settings/ring-sound')}
        </label>
        <button
          type="button"
          class={buttons.plain}
          onClick={() => void playRingtone(app.deviceControls.speaker.peek())}
        >
          <Volume2 size={16} aria-hidden="true" /> {t('settings/play')}
        </button>
      </div>
      <label class={fields.choice}>
        <input
          type="checkbox"
          checked={draft.callSounds}
          onChange={({ currentTarget }) => settings.change({ callSounds: currentTarget.checked })}
        />
        {t('settings/call-sounds')}
      </label>
      <label class={fields.choice}>
        <input
          type="checkbox"
          checked={draft.mirrored}
          onChange={({ currentTarget }) => settings.change({ mirrored: currentTarget.checked })}
        />
        {t('settings/mirrored')}
      </label>
      <AnsweredPeople app={app} settings={settings} draft={draft} />
    </div>
  )
}

const PROCESSING = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const

/** What is done to the sound of the microphone, and how a loudspeaker sounds. */
function SoundChoices({ app, settings, draft }: Props) {
  const hint = useId()
  return (
    <>
      {app.deviceControls.available('output').length > 0 && (
        <button
          type="button"
          class={buttons.plain}
          onClick={() => void playTestTone(draft.output === 'default' ? '' : (draft.output ?? ''))}
        >
          <Volume2 size={16} aria-hidden="true" /> {t('devices/test-tone')}
        </button>
      )}
      {PROCESSING.map((field) => (
        <label key={field} class={fields.choice}>
          <input
            type="checkbox"
            checked={draft[field] && !draft.originalSound}
            disabled={draft.originalSound}
            onChange={({ currentTarget }) => settings.change({ [field]: currentTarget.checked })}
          />
          {t(`devices/${field}`)}
        </label>
      ))}
      <div>
        <label class={fields.choice}>
          <input
            type="checkbox"
            checked={draft.originalSound}
            aria-describedby={hint}
            onChange={({ currentTarget }) => settings.change({ originalSound: currentTarget.checked })}
          />
          {t('devices/originalSound')}
        </label>
        <p id={hint} class={prose.hint}>
          {t('devices/originalSound-hint')}
        </p>
      </div>
    </>
  )
}

/** The names of languages are in these languages, so that everyone finds theirs. */
function LanguageChoice({ app: { store }, settings, draft }: Props) {
  return (
    <label class={`${fields.field} ${css.field}`}>
      <span>{t('settings/language')}</span>
      <select
        value={draft.language}
        onChange={({ currentTarget }) => settings.change({ language: currentTarget.value as Language | '' })}
      >
        <option value="">
          {t(store.inApp.value ? 'settings/language-of-system' : 'settings/language-of-browser')}
        </option>
        {LANGUAGE_TAGS.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {LANGUAGES[tag]}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Where the browser tells of no devices there is nothing to choose. */
function DeviceChoice({
  app,
  settings,
  draft,
  kind,
  label,
}: Props & { kind: 'audio' | 'video' | 'output'; label: string }) {
  const choices = choicesOf(kind, app.deviceControls.available(kind))
  if (choices.length === 0) return null
  return (
    <label class={`${fields.field} ${css.field}`}>
      <span>{label}</span>
      <select
        value={draft[kind] ?? ''}
        onChange={({ currentTarget }) => settings.change({ [kind]: currentTarget.value })}
      >
        {choices.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
