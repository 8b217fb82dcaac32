import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { saveReport } from '../../../../main/app/save-report.js'
import { log, logToFile } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

let logFolder: string
beforeEach(async () => {
  logFolder = await temporaryFolder()
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  logToFile(logFolder)
  log.error('connect ECONNREFUSED 192.168.1.5:8080')
})

/** Has a person who is asked say this. */
const answering = (filePath: string) => ({
  showSaveDialog: vi.fn(async (..._asked: unknown[]) => ({ canceled: filePath === '', filePath })),
})

test('what the page reports is saved with the log, without addresses, where the person says', async () => {
  const filePath = join(await temporaryFolder(), 'report.txt')
  const dialog = answering(filePath)
  const window = new FakeWindow().asWindow
  expect(await saveReport(fakeElectron({ dialog }), { text: 'Nothing is in the way.\n', window, logFolder })).toBe(true)
  expect(dialog.showSaveDialog.mock.calls[0]).toEqual([
    window,
    expect.objectContaining({ defaultPath: 'lanline-report.txt' }),
  ])
  const text = await readFile(filePath, 'utf8')
  expect(text).toMatch(/^Nothing is in the way\.\n\nLog of the app\. [\s\S]*ECONNREFUSED \[address\]:8080\r?\n$/)
})

test('a person who changes their mind saves nothing, also where the window is gone', async () => {
  const dialog = answering('')
  expect(await saveReport(fakeElectron({ dialog }), { text: '', window: undefined, logFolder })).toBe(false)
  expect(dialog.showSaveDialog.mock.calls[0]).toHaveLength(1)
})

test('a place that cannot be written to is told', async () => {
  const dialog = answering(join(logFolder, 'not there', 'report.txt'))
  await expect(saveReport(fakeElectron({ dialog }), { text: '', window: undefined, logFolder })).rejects.toThrow(
    'ENOENT',
  )
})
