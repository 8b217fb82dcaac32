import type { App, BrowserWindow, BrowserWindowConstructorOptions, NativeTheme, WebContents } from 'electron'
import { log } from '../storage/log.js'
import { hasOrigin } from './origin.js'
import { asksToHide } from './start-hidden.js'

/** What shows before the page has painted, which is the page's own --bg in renderer/ui/base/tokens.css. */
const BACKGROUND = { light: '#f5f5f2', dark: '#131415' }

/** What the app's window is made of: a sandboxed page that reaches the app through the preload script alone. */
export function windowOptions(preload: string, theme: Pick<NativeTheme, 'shouldUseDarkColors'>, isShown: boolean) {
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
    backgroundColor: theme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      // Chromium would fetch its dictionaries from the internet, where Lanline never goes.
      spellcheck: false,
    },
  } satisfies BrowserWindowConstructorOptions
}

/**
 * Loads the page into a hidden window. Where that is to be shown, it is once there is something to see, be it why the
 * page cannot load.
 */
export function openPage(window: BrowserWindow, url: string, isShown: boolean): BrowserWindow {
  if (isShown) window.once('ready-to-show', () => window.show())
  window.loadURL(url).catch((error: Error) => {
    log.error(`The page did not load: ${error.message}`)
    if (isShown && !window.isDestroyed()) window.show()
  })
  return window
}

/** The app's window, of which there is one at most. */
export interface MainWindow {
  /** Undefined while it is closed. */
  readonly current: BrowserWindow | undefined
  /** Opens it, or shows it wherever it was, and gives it the keyboard. */
  toFront(): void
}

export interface WindowHabits {
  /** Whether a window that is closed only hides, so that the app goes on hosting and can be called. */
  staysOpen: () => boolean
  startsHidden: boolean
}

/**
 * Opens the app's window, brings it to the front when the app is started or clicked on again, and quits the app with
 * it, save on macOS, where apps outlive their windows and open a new one when they are clicked on.
 */
export function keepOneWindow(
  app: Pick<App, 'on' | 'quit'>,
  open: (isShown: boolean) => BrowserWindow,
  { staysOpen, startsHidden }: WindowHabits,
  platform: NodeJS.Platform = process.platform,
): MainWindow {
  let isQuitting = false
  const openAndKeep = (isShown: boolean) => {
    const opened = open(isShown)
    opened.on('close', (event) => {
      if (isQuitting || !staysOpen()) return
      event.preventDefault()
      hide(opened)
    })
    return opened
  }
  let window = openAndKeep(!startsHidden)
  const toFront = () => {
    if (window.isDestroyed()) {
      window = openAndKeep(true)
    } else {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    }
  }
  app.on('before-quit', () => {
    isQuitting = true
  })
  app.on('second-instance', (_event, argv) => {
    if (!asksToHide(argv)) toFront()
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

/** A window that is hidden in full screen leaves a black space behind on macOS (electron/electron#20263). */
function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) {
    window.hide()
    return
  }
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}

/**
 * Keeps what is shown to pages of `origin`: nothing else can be navigated to, embedded or opened in a window, and a page
 * cannot refuse to be closed. Web addresses that would open a window go to `openExternal`, other addresses nowhere.
 */
export function confine(contents: WebContents, origin: string, openExternal: (url: string) => Promise<void>): void {
  contents.on('will-navigate', (event) => {
    if (!hasOrigin(event.url, origin)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!hasOrigin(event.url, origin)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebAddress(url)) {
      openExternal(url).catch((error: Error) => log.error(`The browser did not open: ${error.message}`))
    }
    return { action: 'deny' }
  })
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
