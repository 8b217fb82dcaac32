import type { Electron } from './electron.js'

/** Asks for the app without its window. */
export const HIDDEN = '--hidden'

/** Whether a command line asks for the app without its window. */
export const asksToHide = (argv: string[]) => argv.includes(HIDDEN)

/** Whether the app starts with its tray alone. On macOS a login item takes no arguments, but the system tells of it. */
export function startsHidden(argv: string[], { app }: Electron, platform: NodeJS.Platform = process.platform): boolean {
  return asksToHide(argv) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}
