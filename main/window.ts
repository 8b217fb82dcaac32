import type { App, BrowserWindow, BrowserWindowConstructorOptions, NativeTheme, WebContents } from 'electron'
import { hasOrigin } from './origin.js'

/** What shows before the page has painted, which is the page's own --bg in renderer/ui/tokens.css. */
const BACKGROUND = { light: '#f5f5f2', dark: '#131415' }

/** What the app's window is made of: a sandboxed page that reaches the app through the preload script alone. */
export function windowOptions(preload: string, theme: Pick<NativeTheme, 'shouldUseDarkColors'>) {
  return {
    width: 1280,
    height: 800,
    minWidth: 380,
    minHeight: 560,
    show: false,
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

/** Loads the page into a hidden window and shows it once there is something to see, be it why the page cannot load. */
export function openPage(window: BrowserWindow, url: string): BrowserWindow {
  window.once('ready-to-show', () => window.show())
  window.loadURL(url).catch((error: Error) => {
    console.error(`The page did not load: ${error.message}`)
    if (!window.isDestroyed()) window.show()
  })
  return window
}

/**
 * Opens the app's window, brings it to the front when the app is started or clicked on again, and quits the app with
 * it, save on macOS, where apps outlive their windows and open a new one when they are clicked on.
 */
export function keepOneWindow(
  app: Pick<App, 'on' | 'quit'>,
  open: () => BrowserWindow,
  platform: NodeJS.Platform = process.platform,
): void {
  let window = open()
  const toFront = () => {
    if (window.isDestroyed()) {
      window = open()
    } else {
      if (window.isMinimized()) window.restore()
      window.focus()
    }
  }
  app.on('second-instance', toFront)
  app.on('activate', toFront)
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
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
      openExternal(url).catch((error: Error) => console.error(`The browser did not open: ${error.message}`))
    }
    return { action: 'deny' }
  })
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
