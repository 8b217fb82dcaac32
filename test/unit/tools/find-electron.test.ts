import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { environmentForElectron, installedPath } from '../../../tools/find-electron.js'
import { temporaryFolder } from '../../helpers/temporary-folder.js'

async function unpacked(names: string[], path?: string): Promise<string> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'dist'))
  for (const name of names) await writeFile(join(folder, 'dist', name), '')
  if (path !== undefined) await writeFile(join(folder, 'path.txt'), path)
  return folder
}

test('an Electron is there once all of it is unpacked', async () => {
  const whole = await unpacked(['electron.exe'], 'electron.exe')
  expect(installedPath(whole, {})).toBe(join(whole, 'dist', 'electron.exe'))
  expect(installedPath(await unpacked(['electron']), {})).toBeUndefined()
  expect(installedPath(await unpacked([], 'electron'), {})).toBeUndefined()
  expect(installedPath(await temporaryFolder(), {})).toBeUndefined()
})

test('one in another place is taken where a variable names it', async () => {
  const other = join(await unpacked(['electron']), 'dist')
  const variables = { ELECTRON_OVERRIDE_DIST_PATH: other }
  expect(installedPath(await temporaryFolder(), variables)).toBe(join(other, 'electron'))
  expect(installedPath(await temporaryFolder(), { ELECTRON_OVERRIDE_DIST_PATH: join(other, 'none') })).toBeUndefined()
})

test('what would make Electron a mere Node is not handed on', () => {
  expect(environmentForElectron({ ELECTRON_RUN_AS_NODE: '1', HOME: '/home/ann' })).toEqual({ HOME: '/home/ann' })
})
