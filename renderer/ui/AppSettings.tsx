import { t } from '../state/language.js'
import type { Draft, SettingsForm } from '../state/settings-form.js'
import type { SettingsStore } from '../state/settings-store.js'
import * as fields from './base/fields.module.css'
import { SettingsField } from './SettingsField.js'
import { updateSentence } from './settings-sentences.js'

interface Props {
  store: SettingsStore
  settings: SettingsForm
  draft: Draft
  canOpenAtLogin: boolean
}

/** What the app does on this computer besides calls. */
export function AppSettings({ store, settings, draft, canOpenAtLogin }: Props) {
  const update = store.update.value
  return (
    <section aria-labelledby="app-title">
      <h3 id="app-title">{t('start/this-computer')}</h3>
      <SettingsField settings={settings} draft={draft} field="port" label={t('settings/port')} inputMode="numeric">
        {t('settings/port-hint')}
      </SettingsField>
      <SettingsField
        settings={settings}
        draft={draft}
        field="allowedOrigins"
        label={t('settings/allowed-origins')}
        inputMode="url"
        isLong
      >
        {t('settings/allowed-origins-hint')}
      </SettingsField>
      <div>
        <Choice settings={settings} draft={draft} field="relay">
          {t('settings/relay')}
        </Choice>
        <Choice settings={settings} draft={draft} field="keepHosting">
          {t('settings/keep-hosting')}
        </Choice>
        {canOpenAtLogin && (
          <Choice settings={settings} draft={draft} field="openAtLogin">
            {t('settings/open-at-login')}
          </Choice>
        )}
      </div>
      <SettingsField
        settings={settings}
        draft={draft}
        field="updateFeed"
        label={t('settings/update-feed')}
        placeholder={t('settings/update-feed-none')}
        inputMode="url"
      >
        {update ? updateSentence(update) : t('settings/update-feed-hint')}
      </SettingsField>
    </section>
  )
}

interface ChoiceProps {
  settings: SettingsForm
  draft: Draft
  field: 'relay' | 'keepHosting' | 'openAtLogin'
  children: string
}

function Choice({ settings, draft, field, children }: ChoiceProps) {
  return (
    <label class={fields.choice}>
      <input
        type="checkbox"
        checked={draft[field]}
        onChange={({ currentTarget }) => settings.change({ [field]: currentTarget.checked })}
      />
      {children}
    </label>
  )
}
