import type { Host } from '../host/host.js'
import type { SettingsFile } from '../storage/settings-file.js'
import { onAddressChange } from './address-change.js'
import { badge } from './badge.js'
import type { Electron } from './electron.js'
import { announceCalls } from './incoming-call.js'
import { offerTasks } from './jump-list.js'
import { speak } from './language.js'
import { appMenu } from './menu.js'
import { muteEverywhere } from './mute-everywhere.js'
import type { PageState } from './page-state.js'
import { onAwakening, stayAwakeInCalls } from './power.js'
import type { Push } from './push.js'
import { showDockMenu, showTray } from './tray.js'
import type { MainWindow } from './window.js'

export interface Shown {
  page: PageState
  host: Pick<Host, 'facts' | 'onChange' | 'refresh'>
  window: MainWindow
  settings: Pick<SettingsFile, 'settings' | 'on'>
  push: Push
  /** The file of the tray's icon. */
  trayIcon: string
}

/** Shows by the system how the person and the host are doing, and has the app heed what the system tells. */
export function showStatus(electron: Electron, shown: Shown, platform = process.platform): void {
  const { page, host, window, settings, push } = shown
  showMenuAndTray(electron, shown, platform)
  page.on(
    'change',
    badge(electron, () => window.current, platform),
  )
  page.on('change', stayAwakeInCalls(electron))
  muteEverywhere(electron, settings, page, () => push('toggle-microphone', undefined), platform)
  page.on('change', announceCalls(electron, window, push, platform))
  const tellOfNetwork = () => push('network-changed', undefined)
  onAddressChange(host, tellOfNetwork)
  onAwakening(electron, () => {
    void host.refresh()
    tellOfNetwork()
  })
}

/** Both in the language that the app speaks, now and after every change of it. */
function showMenuAndTray(electron: Electron, shown: Shown, platform: NodeJS.Platform): void {
  const { app, Menu } = electron
  const { page, host, window, settings, push } = shown
  const showSettings = () => {
    window.toFront()
    push('show-settings', undefined)
  }
  const showMenu = () =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu({ isDevelopment: !app.isPackaged, showSettings }, platform)))
  const actions = {
    open: window.toFront,
    toggleMicrophone: () => push('toggle-microphone', undefined),
    hangUp: () => push('hang-up', undefined),
    quit: () => app.quit(),
  }
  const tellDock = showDockMenu(electron, actions)
  const tell = showTray(electron, shown.trayIcon, actions, platform)
  const showInTray = () => {
    const { addresses, port } = host.facts()
    const facts = { status: page.status, address: addresses[0] && `${addresses[0]}:${port}` }
    tell(facts)
    tellDock(facts)
  }
  const offer = offerTasks(electron, push, { platform, execPath: process.execPath })
  offer()
  showMenu()
  showInTray()
  host.onChange(showInTray)
  page.on('change', showInTray)
  settings.on('change', ({ settings: { person } }) => {
    if (!speak(person.language, app.getLocale())) return
    offer()
    showMenu()
    showInTray()
  })
}
