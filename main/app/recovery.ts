import type { BrowserWindow } from 'electron'
import { log } from '../storage/log.js'
import type { Electron } from './electron.js'
import { t } from './language.js'
import type { PageState } from './page-state.js'

/** A page that is busy answers again by then; one that hangs does not. */
const HANG_MS = 10_000
/** Loading again helps after an accident, and not where the page fails every time. */
const MOST_RELOADS = 3
const RELOADS_WITHIN_MS = 60_000

/**
 * Loads the page at `url` anew where it has crashed or hangs, so that it goes back into the call that it was in; where that
 * has not helped several times in a minute, the person decides.
 */
export function recover({ app, dialog }: Electron, window: BrowserWindow, url: string, page: PageState): void {
  const { origin } = new URL(url)
  let reloads: number[] = []
  let hang: NodeJS.Timeout | undefined
  const notHanging = () => clearTimeout(hang)

  const load = () => {
    // A page goes back into its call only where it was reloaded, which a crashed one may be.
    if (window.webContents.getURL().startsWith(`${origin}/`)) {
      window.webContents.reload()
      return
    }
    window.loadURL(url).catch((error: Error) => log.error(`The page did not load again: ${error.message}`))
  }

  const loadOrAsk = async () => {
    if (window.isDestroyed()) return
    const now = performance.now()
    reloads = reloads.filter((time) => now - time < RELOADS_WITHIN_MS)
    if (reloads.length < MOST_RELOADS) {
      reloads.push(now)
      load()
      return
    }
    const isAgain = await wantsToTryAgain(dialog, window)
    if (window.isDestroyed()) return
    if (!isAgain) {
      app.quit()
      return
    }
    reloads = []
    load()
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    notHanging()
    if (reason === 'clean-exit') return
    log.error(`The page has gone: ${reason}.`)
    page.forget()
    // Not at once: Electron is still taking down what is gone (electron/electron#19887).
    setImmediate(() => loadOrAsk().catch((error: Error) => log.error(`Recovery failed: ${error.message}`)))
  })
  window.on('unresponsive', () => {
    notHanging()
    // To load it again would wait for the page that hangs.
    hang = setTimeout(() => window.webContents.forcefullyCrashRenderer(), HANG_MS)
  })
  window.on('responsive', notHanging)
  window.on('closed', notHanging)
}

async function wantsToTryAgain(dialog: Electron['dialog'], window: BrowserWindow): Promise<boolean> {
  window.show()
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: t('rescue/title'),
    detail: t('rescue/detail'),
    buttons: [t('rescue/try-again'), t('app/quit')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}

/** Logs what else of the app has ended; Chromium starts such processes again by itself. */
export function logLostProcesses({ app }: Electron): void {
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit') log.error(`The process "${type}" has gone: ${reason}.`)
  })
}
