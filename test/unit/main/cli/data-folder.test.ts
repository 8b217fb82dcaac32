import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { dataFolder } from '../../../../main/cli/data-folder.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

test('a folder that is named is made, for this account alone, and found again', async () => {
  const folder = join(await temporaryFolder(), 'new', 'Lanline')
  expect(await dataFolder(folder)).toBe(folder)
  expect(await dataFolder(folder)).toBe(folder)
  if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

test.runIf(process.platform === 'linux')('by default it is where the system keeps the data of programs', async () => {
  const home = await temporaryFolder()
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('XDG_DATA_HOME', home)
  expect(await dataFolder()).toBe(join(home, 'Lanline'))
})

test('a file in its place, or on the way there, is an error', async () => {
  await expect(dataFolder(process.execPath)).rejects.toThrow('EEXIST')
  await expect(dataFolder(join(process.execPath, 'Lanline'))).rejects.toThrow('ENOTDIR')
})

test.runIf(process.platform === 'linux')('so is a place where no folder can be made', async () => {
  await expect(dataFolder('/proc/nope')).rejects.toThrow('ENOENT')
  await expect(dataFolder('/proc/nope/Lanline')).rejects.toThrow('ENOENT')
})
