import { useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import { AppSettings } from './AppSettings.js'
import { Dialog } from './Dialog.js'
import { IceServers } from './IceServers.js'
import { PersonSettings } from './PersonSettings.js'
import './settings.css'

/** What a person can set. Nothing is kept until they press "Save". */
export function SettingsDialog({ app }: { app: App }) {
  const { settings, store } = app
  const form = useRef<HTMLFormElement>(null)
  const draft = settings.draft.value
  const inApp = store.inApp.value
  /** Once the page shows what has changed. */
  const focus = (selector: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(selector)?.focus())
  if (!draft) return null
  return (
    <Dialog title="Settings" place="middle" onClose={settings.close}>
      <form
        ref={form}
        class="settings"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          if ((await settings.save()) === 'wrong') focus('[aria-invalid="true"]')
        }}
      >
        <div class="body">
          <PersonSettings app={app} draft={draft} />
          <IceServers form={settings.servers} focus={focus} />
          {inApp && <AppSettings app={app} draft={draft} canOpenAtLogin={inApp.canOpenAtLogin} />}
        </div>
        <footer class="row">
          <p class="small muted">{inApp ? keptInApp(inApp.keepsSecrets) : 'Kept in this browser.'}</p>
          <p class="problem" role="alert" hidden={!settings.isUnkept.value}>
            This could not be kept. It holds until you close Lanline.
          </p>
          <button type="button" class="btn" onClick={settings.close}>
            Cancel
          </button>
          <button type="submit" class="btn primary">
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

const keptInApp = (keepsSecrets: boolean) =>
  keepsSecrets
    ? 'Kept on this computer.'
    : 'Kept on this computer, but for passwords: the system has no safe place for them, so they hold until you quit.'
