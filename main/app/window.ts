import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { log } from '../storage/log.js'
import type { SettingsFile } from '../storage/settings-file.js'
import type { Electron } from './electron.js'
import { asksForTask } from './jump-list.js'
import type { PageState } from './page-state.js'
import { logLostProcesses, recover } from './recovery.js'
import { asksToHide, startsHidden } from './start-hidden.js'

/** What shows before the page has painted, which is the page's own --bg in renderer/ui/base/tokens.css. */
const BACKGROUND = { light: '#f5f5f2', dark: '#131415' }

/** The app's window, of which there is one at most. */
export interface MainWindow {
  /** Undefined while it is closed. */
  readonly current: BrowserWindow | undefined
  /** Opens it, or shows it wherever it was, and gives it the keyboard. */
  toFront(): void
}

export interface WindowContents {
  url: string
  /** The file of the preload script. */
  preload: string
  page: PageState
  settings: Pick<SettingsFile, 'settings'>
  argv: string[]
}

/**
 * Opens the app's window with its page, which comes back where it is lost. Brings it to the front when the app is
 * started or clicked on again, and quits the app with it, save on macOS, where apps outlive their windows and open a new
 * one when they are clicked on.
 */
export function openWindow(
  electron: Electron,
  contents: WindowContents,
  platform: NodeJS.Platform = process.platform,
): MainWindow {
  const { app } = electron
  let isQuitting = false
  const open = (isShown: boolean) => {
    const opened = createWindow(electron, contents, isShown)
    opened.on('close', (event) => {
      if (isQuitting || !contents.settings.settings.app.keepHosting) return
      event.preventDefault()
      hide(opened)
    })
    return opened
  }
  let window = open(!startsHidden(contents.argv, electron, platform))
  const toFront = () => {
    if (window.isDestroyed()) {
      window = open(true)
    } else {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    }
  }
  logLostProcesses(electron)
  app.on('before-quit', () => {
    isQuitting = true
  })
  app.on('second-instance', (_event, argv) => {
    if (!asksToHide(argv) && !asksForTask(argv)) toFront()
  })
  app.on('activate', toFront)
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
  return {
    get current() {
      return window.isDestroyed() ? undefined : window
    },
    toFront,
  }
}

/** A window with the page. Where it is to be shown, it is once there is something to see, be it why the page cannot load. */
function createWindow(electron: Electron, contents: WindowContents, isShown: boolean): BrowserWindow {
  const { url, preload, page } = contents
  const window = new electron.BrowserWindow(optionsOf(electron, preload, isShown))
  page.watch(window)
  recover(electron, window, url, page)
  if (isShown) window.once('ready-to-show', () => window.show())
  window.loadURL(url).catch((error: Error) => {
    log.error(`The page did not load: ${error.message}`)
    if (isShown && !window.isDestroyed()) window.show()
  })
  return window
}

/** What the window is made of: a sandboxed page that reaches the app through the preload script alone. */
function optionsOf({ nativeTheme }: Electron, preload: string, isShown: boolean): BrowserWindowConstructorOptions {
  return {
    // Electron keeps size, place, maximised and full screen under this name, and brings them to a display that is there.
    name: 'main',
    windowStatePersistence: true,
    width: 1280,
    height: 800,
    minWidth: 380,
    minHeight: 560,
    show: false,
    // Else the page of a window that stays hidden takes itself for visible, and turns the camera on.
    paintWhenInitiallyHidden: isShown,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      // Chromium would fetch its dictionaries from the internet, where Lanline never goes.
      spellcheck: false,
    },
  }
}

/** A window that is hidden in full screen leaves a black space behind on macOS (electron/electron#20263). */
function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) {
    window.hide()
    return
  }
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}
