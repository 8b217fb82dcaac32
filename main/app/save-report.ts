import { writeFile } from 'node:fs/promises'
import type { BrowserWindow } from 'electron'
import { reportedLog } from '../storage/log.js'
import type { Electron } from './electron.js'
import { t } from './language.js'

export interface Saving {
  text: string
  /** Over which the person is asked; undefined while it is closed. */
  window: BrowserWindow | undefined
  /** Where this process logs to. */
  logFolder: string
}

/**
 * Saves what the page reports, with this process's log below it, where the person says. Resolves with whether they did;
 * rejects where it cannot be written.
 */
export async function saveReport({ dialog }: Electron, { text, window, logFolder }: Saving): Promise<boolean> {
  const options = { defaultPath: 'lanline-report.txt', filters: [{ name: t('report/text-file'), extensions: ['txt'] }] }
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  if (canceled || filePath === '') return false
  await writeFile(filePath, `${text}\nLog of the app. Addresses are left out.\n\n${await reportedLog(logFolder)}`)
  return true
}
