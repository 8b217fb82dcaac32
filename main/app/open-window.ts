import type { App, BrowserWindow, BrowserWindowConstructorOptions, Dialog, NativeTheme } from 'electron'
import type { SettingsFile } from '../storage/settings-file.js'
import type { Invites } from './links.js'
import type { PageState } from './page-state.js'
import { logLostProcesses, recover } from './recovery.js'
import { startsHidden } from './start-hidden.js'
import { keepOneWindow, type MainWindow, openPage, windowOptions } from './window.js'

export interface WindowSystem {
  app: Pick<App, 'on' | 'quit' | 'getLoginItemSettings'>
  createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow
  dialog: Pick<Dialog, 'showMessageBox'>
  nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>
  argv: string[]
}

export interface WindowContents {
  url: string
  /** The file of the preload script. */
  preload: string
  page: PageState
  invites: Pick<Invites, 'offer'>
  settings: Pick<SettingsFile, 'settings'>
}

/** Opens the app's window with its page, which comes back where it is lost. */
export function openWindow(
  { app, createWindow, dialog, nativeTheme, argv }: WindowSystem,
  { url, preload, page, invites, settings }: WindowContents,
): MainWindow {
  const { origin } = new URL(url)
  const rescue = { origin, page, offer: invites.offer.bind(invites), dialog, quit: () => app.quit() }
  const open = (isShown: boolean) => {
    const window = createWindow(windowOptions(preload, nativeTheme, isShown))
    page.follow(window)
    recover(window, rescue)
    return openPage(window, url, isShown)
  }
  logLostProcesses(app)
  const staysOpen = () => settings.settings.app.keepHosting
  return keepOneWindow(app, open, { staysOpen, startsHidden: startsHidden(argv, app) })
}
