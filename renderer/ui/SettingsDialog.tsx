import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { SettingsForm } from '../state/settings-form.js'
import { AppSettings } from './AppSettings.js'
import * as buttons from './base/buttons.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { IceServers } from './IceServers.js'
import { PersonSettings } from './PersonSettings.js'
import * as css from './SettingsDialog.module.css'

/** What a person can set. Nothing is kept until they press "Save". */
export function SettingsDialog({ app }: { app: App }) {
  const { store } = app
  const settings = useMemo(() => new SettingsForm(store, app.deviceControls, app, app.settings), [app, store])
  useLayoutEffect(() => void settings.open(), [settings])
  const form = useRef<HTMLFormElement>(null)
  const draft = settings.draft.value
  const inApp = store.inApp.value
  /** Once the page shows what has changed. */
  const focus = (selector: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(selector)?.focus())
  if (!draft) return null
  return (
    <Dialog title={t('start/settings')} place="middle" onClose={settings.close}>
      <form
        ref={form}
        class={layout.fill}
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          if ((await settings.save()) === 'wrong') focus('[aria-invalid="true"]')
        }}
      >
        <div class={css.form}>
          <PersonSettings app={app} settings={settings} draft={draft} />
          <IceServers form={settings.servers} focus={focus} />
          {inApp && (
            <AppSettings store={store} settings={settings} draft={draft} canOpenAtLogin={inApp.canOpenAtLogin} />
          )}
        </div>
        <footer class={dialog.footer}>
          <p class={prose.hint}>{t(whereKept(inApp))}</p>
          <p class={prose.problem} role="alert" hidden={!settings.problem.value}>
            {settings.problem.value && t(`settings/${settings.problem.value}`)}
          </p>
          <button type="button" class={buttons.plain} onClick={settings.close}>
            {t('action/cancel')}
          </button>
          <button type="submit" class={buttons.primary}>
            {t('settings/save')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function whereKept(inApp: App['store']['inApp']['value']) {
  if (!inApp) return 'settings/kept-in-browser'
  return inApp.keepsSecrets ? 'settings/kept-on-computer' : 'settings/kept-without-passwords'
}
