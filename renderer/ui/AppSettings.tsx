import type { App } from '../state/app.js'
import type { Draft } from '../state/settings.js'
import { SettingsField } from './SettingsField.js'
import { updateSentence } from './settings-sentences.js'

/** What the app does on this computer besides calls. */
export function AppSettings({ app, draft, canOpenAtLogin }: { app: App; draft: Draft; canOpenAtLogin: boolean }) {
  const { settings, store } = app
  const update = store.update.value
  return (
    <section aria-labelledby="app-title">
      <h3 id="app-title">This computer</h3>
      <SettingsField settings={settings} draft={draft} field="port" label="Port" inputMode="numeric">
        Others reach this computer at it. Counts from the next start of Lanline.
      </SettingsField>
      <SettingsField
        settings={settings}
        draft={draft}
        field="allowedOrigins"
        label="Other web pages that may use this computer"
        inputMode="url"
        isLong
      >
        One in each line, such as http://192.168.1.9:3000. Counts from the next start of Lanline.
      </SettingsField>
      <div class="choices">
        <Choice app={app} draft={draft} field="keepHosting">
          Go on hosting when the window is closed
        </Choice>
        {canOpenAtLogin && (
          <Choice app={app} draft={draft} field="openAtLogin">
            Open Lanline when I log in
          </Choice>
        )}
      </div>
      <SettingsField
        settings={settings}
        draft={draft}
        field="updateFeed"
        label="Where to look for updates"
        placeholder="Nowhere"
        inputMode="url"
      >
        {update
          ? updateSentence(update)
          : 'The address that whoever gave you Lanline tells. It is asked once a day; without one, nobody is.'}
      </SettingsField>
    </section>
  )
}

interface ChoiceProps {
  app: App
  draft: Draft
  field: 'keepHosting' | 'openAtLogin'
  children: string
}

function Choice({ app, draft, field, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={draft[field]}
        onChange={({ currentTarget }) => app.settings.change({ [field]: currentTarget.checked })}
      />
      {children}
    </label>
  )
}
