import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { within } from '../../common/within.js'
import { log } from '../storage/log.js'
import { PolicyError } from '../storage/policy.js'
import type { Electron } from './electron.js'
import { t } from './language.js'

/** Turns one of Chromium's features off, and leaves off those that the command line already names. Before `ready` only. */
export function disableFeature({ app: { commandLine } }: Electron, feature: string): void {
  const named = commandLine.getSwitchValue('disable-features')
  commandLine.appendSwitch('disable-features', named ? `${named},${feature}` : feature)
}

/**
 * Holds quitting back until `close` is done, which is called once, however often the app is asked to quit. Where it
 * fails or takes longer than `patienceMs` the app quits all the same, and where windows then keep it open as long again,
 * it exits without them.
 */
export function closeBeforeQuit({ app }: Electron, close: () => Promise<void>, patienceMs = 3_000): void {
  let phase: 'open' | 'closing' | 'closed' = 'open'
  const finish = async () => {
    const closed = close().catch((error: Error) => log.error(`Closing failed: ${error.message}`))
    await within(closed, patienceMs)
    phase = 'closed'
    app.quit()
    await delay(patienceMs)
    app.exit()
  }
  app.on('before-quit', (event) => {
    if (phase === 'closed') return
    event.preventDefault()
    if (phase === 'closing') return
    phase = 'closing'
    void finish()
  })
}

/**
 * Throws where Chromium was told to do without its sandbox, as the starter of an AppImage does on systems that permit
 * none to it: what a page could then do to the machine nobody has agreed to.
 */
export function insistOnSandbox({ app }: Electron, takesDeb = existsSync('/usr/bin/dpkg')): void {
  if (app.isPackaged && app.commandLine.hasSwitch('no-sandbox')) {
    throw new Error(t(takesDeb ? 'start/no-sandbox' : 'start/no-sandbox-at-all'))
  }
}

/** Why the app cannot start, in one sentence for the person in front of it. */
export function whyNotStarted(error: unknown): string {
  if (error instanceof PolicyError) return t('start/policy-unreadable', { source: error.source })
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return t('start/ports-taken')
    case 'EACCES':
      return t('start/port-refused')
    case 'ENOENT':
      return t('start/page-missing')
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
