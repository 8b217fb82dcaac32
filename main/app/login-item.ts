import type { Electron } from './electron.js'
import { HIDDEN } from './start-hidden.js'

/**
 * Has the system open the app when the person logs in, hidden, or no longer do so. Undefined where the system has
 * nothing of the kind (Linux), or the app is not installed there.
 */
export function loginItem(
  { app }: Electron,
  platform: NodeJS.Platform = process.platform,
): ((isWanted: boolean) => void) | undefined {
  if (!app.isPackaged || (platform !== 'darwin' && platform !== 'win32')) return undefined
  return (openAtLogin) => {
    // On macOS a login item takes no arguments; the app asks the system whether it was opened as one.
    app.setLoginItemSettings({ openAtLogin, ...(platform === 'win32' && { args: [HIDDEN] }) })
  }
}
