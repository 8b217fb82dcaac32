import { useSignal } from '@preact/signals'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { type Draft, SettingsForm } from '../state/settings-form.js'
import { AdvancedSettings, ComputerSettings } from './AppSettings.js'
import * as buttons from './base/buttons.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { IceServers } from './IceServers.js'
import { PersonSettings } from './PersonSettings.js'
import { type Tab, Tabs } from './Tabs.js'

type TabName = 'you' | 'computer' | 'advanced'

/** What a person can set. Nothing is kept until they press "Save", and nothing is thrown away without a question. */
export function SettingsDialog({ app }: { app: App }) {
  const settings = useMemo(() => new SettingsForm(app.store, app.deviceControls, app, app.ownHost, app.settings), [app])
  useLayoutEffect(() => void settings.open(), [settings])
  const form = useRef<HTMLFormElement>(null)
  const tab = useSignal<TabName>('you')
  const isAsking = useSignal(false)
  const mayClose = useCallback(() => {
    isAsking.value = settings.isChanged
    return !isAsking.value
  }, [settings, isAsking])
  /** Once the page shows what has changed. */
  const focus = (selector: string) =>
    requestAnimationFrame(() => {
      const found = form.current?.querySelector<HTMLElement>(selector)
      tab.value = (found?.closest<HTMLElement>('[data-panel]')?.dataset['panel'] as TabName | undefined) ?? tab.value
      requestAnimationFrame(() => found?.focus())
    })
  const draft = settings.draft.value
  if (!draft) return null
  return (
    <Dialog title={t('start/settings')} place="middle" onClose={settings.close} mayClose={mayClose}>
      <form
        ref={form}
        class={layout.fill}
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          isAsking.value = false
          if ((await settings.save()) === 'wrong') focus('[aria-invalid="true"]')
        }}
      >
        <Tabs
          label={t('start/settings')}
          tabs={tabsOf(app, settings, draft, focus)}
          chosen={tab.value}
          onChoose={(name) => (tab.value = name)}
        />
        {isAsking.value ? (
          <Question
            onThrowAway={settings.close}
            onStay={() => {
              isAsking.value = false
              focus('[aria-selected="true"]')
            }}
          />
        ) : (
          <Footer app={app} settings={settings} />
        )}
      </form>
    </Dialog>
  )
}

/** What belongs to this computer is set in the app alone, and how many fit in a room by whoever operates the host. */
function tabsOf(app: App, settings: SettingsForm, draft: Draft, focus: (selector: string) => void) {
  const isApp = app.store.inApp.value !== undefined
  const props = { app, settings, draft }
  const tabs: Tab<TabName>[] = [{ name: 'you', label: t('settings/you'), content: <PersonSettings {...props} /> }]
  if (isApp || draft.capacity !== undefined) {
    tabs.push({ name: 'computer', label: t('start/this-computer'), content: <ComputerSettings {...props} /> })
  }
  const advanced = (
    <>
      {isApp && <AdvancedSettings {...props} />}
      <IceServers form={settings.servers} focus={focus} />
    </>
  )
  return [...tabs, { name: 'advanced', label: t('settings/advanced'), content: advanced }] as const
}

function Footer({ app, settings }: { app: App; settings: SettingsForm }) {
  const problem = settings.problem.value
  return (
    <footer class={dialog.footer}>
      <p class={prose.hint}>{t(whereKept(app.store.inApp.value))}</p>
      <p class={prose.problem} role="alert" hidden={!problem}>
        {problem && t(`settings/${problem}`)}
      </p>
      <button type="submit" class={buttons.primary}>
        {t('settings/save')}
      </button>
    </footer>
  )
}

function Question({ onThrowAway, onStay }: { onThrowAway: () => void; onStay: () => void }) {
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => stay.current?.focus(), [])
  return (
    <footer class={dialog.footer}>
      <p role="alert">{t('settings/not-saved')}</p>
      <button type="button" class={buttons.danger} onClick={onThrowAway}>
        {t('settings/throw-away')}
      </button>
      <button ref={stay} type="button" class={buttons.plain} onClick={onStay}>
        {t('settings/keep-editing')}
      </button>
    </footer>
  )
}

function whereKept(inApp: App['store']['inApp']['value']) {
  if (!inApp) return 'settings/kept-in-browser'
  return inApp.keepsSecrets ? 'settings/kept-on-computer' : 'settings/kept-without-passwords'
}
