import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Electron } from './electron.js'

/** Where this folder stands beside the app, all data are kept in it, and move with the app from machine to machine. */
const PORTABLE = 'lanline-data'
/** What an app goes by that runs from its sources, so that it shares neither data nor keychain with the installed one. */
const DEVELOPED = 'Lanline development'

type System = Pick<NodeJS.Process, 'execPath' | 'platform' | 'env'>

/**
 * Chooses where the app keeps its data, unless the command line does. To be called before the lock of the single instance
 * is asked for, which lies there.
 */
export function chooseDataFolder({ app }: Electron, system: System = process, exists = existsSync): void {
  if (!app.isPackaged) app.setName(DEVELOPED)
  if (app.commandLine.hasSwitch('user-data-dir')) return
  if (!app.isPackaged) {
    app.setPath('userData', join(app.getPath('appData'), DEVELOPED))
    return
  }
  const portable = join(placeOf(system), PORTABLE)
  if (exists(portable)) app.setPath('userData', portable)
}

/** The folder in which a person sees the app: an AppImage runs from a place of its own, on macOS an app is a folder. */
function placeOf({ execPath, platform, env }: System): string {
  const { APPIMAGE } = env
  if (platform === 'linux' && APPIMAGE) return dirname(APPIMAGE)
  const folder = dirname(execPath)
  return platform === 'darwin' ? join(folder, '..', '..', '..') : folder
}
