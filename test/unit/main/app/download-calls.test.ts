import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { downloadCalls } from '../../../../main/app/download-calls.js'
import type { Electron } from '../../../../main/app/electron.js'
import { Parts } from '../../../../main/app/kept-parts.js'
import { PageState } from '../../../../main/app/page-state.js'
import { packSet } from '../../../helpers/pack-set.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

/** A busy machine may take its time. */
const WAIT = { timeout: 60_000 }

test('a page that is gone leaves parts of files, with which the next goes on, and none of folders', async () => {
  const dataFolder = await temporaryFolder()
  const folder = join(dataFolder, 'Downloads')
  const page = new PageState()
  const electron = { app: { getPath: () => folder } } as unknown as Electron
  const { calls } = downloadCalls(electron, page, await Parts.load(dataFolder))
  const idOf = (begun: Awaited<ReturnType<typeof calls.beginDownload>>) => ('id' in begun ? begun.id : '')
  const file = idOf(await calls.beginDownload({ key: 'a key', name: 'a.txt' }))
  await calls.writeDownload({ id: file, bytes: new Uint8Array(9) })
  const { bytes, ...set } = packSet([['one.txt', 'one']])
  const holiday = idOf(await calls.beginFolder({ name: 'Holiday', ...set }))
  await calls.writeDownload({ id: holiday, bytes })
  expect((await readdir(folder)).sort()).toEqual(['Holiday.part', 'a.txt.part'])
  page.forget()
  await vi.waitFor(async () => expect(await readdir(folder)).toEqual(['a.txt.part']), WAIT)
  await vi.waitFor(async () => expect(await calls.keptDownload('a key')).toBe(9), WAIT)
  const again = idOf(await calls.resumeDownload({ key: 'a key', from: 4 }))
  expect(await calls.finishDownload(again)).toEqual({ name: 'a.txt' })
})

test('a file is opened once it is finished, and shown in its folder where no program opens it', async () => {
  const dataFolder = await temporaryFolder()
  const folder = join(dataFolder, 'Downloads')
  const shell = { openPath: vi.fn(async () => ''), showItemInFolder: vi.fn<(path: string) => void>() }
  const electron = { app: { getPath: () => folder }, shell } as unknown as Electron
  const { calls } = downloadCalls(electron, new PageState(), await Parts.load(dataFolder))
  const begun = await calls.beginDownload({ key: 'a key', name: 'a.txt' })
  const id = 'id' in begun ? begun.id : ''
  await calls.openDownload(id)
  expect(shell.openPath).not.toHaveBeenCalled()
  await calls.finishDownload(id)
  await calls.openDownload(id)
  expect(shell.openPath.mock.calls).toEqual([[join(folder, 'a.txt')]])
  expect(shell.showItemInFolder).not.toHaveBeenCalled()
  shell.openPath.mockResolvedValue('No application is registered.')
  await calls.openDownload(id)
  expect(shell.showItemInFolder.mock.calls).toEqual([[join(folder, 'a.txt')]])
})
