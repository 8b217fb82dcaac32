import type { App, Menu, PowerMonitor, PowerSaveBlocker, Tray } from 'electron'
import type { Host } from '../host/host.js'
import type { SettingsFile } from '../storage/settings-file.js'
import { onAddressChange } from './address-change.js'
import { type BadgeSystem, badge } from './badge.js'
import { announceCalls, type RingingSystem } from './incoming-call.js'
import { speak } from './language.js'
import { appMenu } from './menu.js'
import type { PageState } from './page-state.js'
import { onAwakening, stayAwakeInCalls } from './power.js'
import type { Push } from './push.js'
import { showTray } from './tray.js'
import type { MainWindow } from './window.js'

export interface StatusSystem extends Pick<BadgeSystem, 'nativeImage'>, Pick<RingingSystem, 'notify'> {
  app: Pick<App, 'isPackaged' | 'getLocale' | 'quit' | 'setBadgeCount' | 'dock'>
  Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  createTray: () => Tray
  powerMonitor: Pick<PowerMonitor, 'on'>
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>
  platform?: NodeJS.Platform
}

export interface Shown {
  page: PageState
  host: Pick<Host, 'facts' | 'onChange' | 'refresh'>
  window: MainWindow
  settings: Pick<SettingsFile, 'on'>
}

/** Shows by the system how the person and the host are doing, and has the app heed what the system tells. */
export function showStatus(system: StatusSystem, shown: Shown, push: Push): void {
  const { app, notify, powerMonitor, powerSaveBlocker, platform } = system
  const { page, host, window } = shown
  showMenuAndTray(system, shown, push)
  page.onChange(badge(system, () => window.current, platform))
  page.onChange(stayAwakeInCalls(powerSaveBlocker))
  page.onChange(announceCalls({ notify, dock: app.dock }, window, push))
  const tellOfNetwork = () => push('network-changed', undefined)
  onAddressChange(host, tellOfNetwork)
  onAwakening(powerMonitor, () => {
    void host.refresh()
    tellOfNetwork()
  })
}

/** Both in the language that the app speaks, now and after every change of it. */
function showMenuAndTray(system: StatusSystem, { page, host, window, settings }: Shown, push: Push): void {
  const { app, Menu, createTray, platform } = system
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
  const tell = showTray(createTray, Menu.buildFromTemplate, actions, platform)
  const showInTray = () => {
    const { addresses, port } = host.facts()
    tell({ status: page.status, address: addresses[0] && `${addresses[0]}:${port}` })
  }
  showMenu()
  showInTray()
  host.onChange(showInTray)
  page.onChange(showInTray)
  settings.on('change', ({ settings: { person } }) => {
    if (!speak(person.language, app.getLocale())) return
    showMenu()
    showInTray()
  })
}
