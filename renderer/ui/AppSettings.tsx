import { muteKeys } from '../../common/mute-keys.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import type { Draft, SettingsForm } from '../state/settings-form.js'
import * as fields from './base/fields.module.css'
import { CapacityChoice } from './CapacityChoice.js'
import { isManaged } from './is-managed.js'
import { ManagedNote } from './ManagedNote.js'
import * as css from './SettingsDialog.module.css'
import { SettingsField } from './SettingsField.js'
import { updateSentence } from './settings-sentences.js'

const MUTE_KEYS = muteKeys(navigator.userAgent.includes('Mac'))
/** Windows tells programs in the background that keys are held. X11 does too, but a page cannot tell it from Wayland. */
const MUTE_CHOICE = navigator.userAgent.includes('Windows') ? 'settings/talk-shortcut' : 'settings/mute-shortcut'

interface Props {
  app: App
  settings: SettingsForm
  draft: Draft
}

/** What this computer does for others, and what the app does on it besides calls. */
export function ComputerSettings({ app, settings, draft }: Props) {
  const { store } = app
  const inApp = store.inApp.value
  const update = store.update.value
  return (
    <div class={css.section}>
      {draft.capacity !== undefined && (
        <CapacityChoice
          value={draft.capacity}
          isManaged={isManaged(app, 'capacity')}
          onChange={(capacity) => settings.change({ capacity })}
        />
      )}
      {inApp && (
        <>
          <div>
            <Choice settings={settings} draft={draft} field="keepHosting">
              {t('settings/keep-hosting')}
            </Choice>
            {inApp.canOpenAtLogin && (
              <Choice settings={settings} draft={draft} field="openAtLogin">
                {t('settings/open-at-login')}
              </Choice>
            )}
            <Choice settings={settings} draft={draft} field="muteShortcut">
              {t(MUTE_CHOICE, { keys: MUTE_KEYS })}
            </Choice>
          </div>
          <SettingsField
            settings={settings}
            draft={draft}
            field="updateFeed"
            label={t('settings/update-feed')}
            placeholder={t('settings/update-feed-none')}
            inputMode="url"
            isManaged={isManaged(app, 'updates')}
          >
            {update ? updateSentence(update) : t('settings/update-feed-hint')}
          </SettingsField>
        </>
      )}
    </div>
  )
}

/** How others reach the app's host, which few have to change. */
export function AdvancedSettings({ app, settings, draft }: Props) {
  return (
    <div class={css.section}>
      <SettingsField
        settings={settings}
        draft={draft}
        field="port"
        label={t('settings/port')}
        inputMode="numeric"
        isManaged={isManaged(app, 'port')}
      >
        {t('settings/port-hint')}
      </SettingsField>
      <SettingsField
        settings={settings}
        draft={draft}
        field="allowedOrigins"
        label={t('settings/allowed-origins')}
        inputMode="url"
        isManaged={isManaged(app, 'allowedOrigins')}
        isLong
      >
        {t('settings/allowed-origins-hint')}
      </SettingsField>
      <div>
        <Choice settings={settings} draft={draft} field="relay" isManaged={isManaged(app, 'relay')}>
          {t('settings/relay')}
        </Choice>
        {isManaged(app, 'relay') && <ManagedNote />}
      </div>
    </div>
  )
}

interface ChoiceProps {
  settings: SettingsForm
  draft: Draft
  field: 'relay' | 'keepHosting' | 'openAtLogin' | 'muteShortcut'
  isManaged?: boolean
  children: string
}

function Choice({ settings, draft, field, isManaged = false, children }: ChoiceProps) {
  return (
    <label class={fields.choice}>
      <input
        type="checkbox"
        checked={draft[field]}
        disabled={isManaged}
        onChange={({ currentTarget }) => settings.change({ [field]: currentTarget.checked })}
      />
      {children}
    </label>
  )
}
