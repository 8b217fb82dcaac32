import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import afterPack from '../../build/after-pack.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { machO, PROCESSORS, uuidsOf } from './mach-o.js'
import { ROOT } from './pack.js'

const BOTH = Object.values(PROCESSORS)
/** As an Electron comes with it. */
const UUID = Buffer.from('4c4c44ae55553144a1c7458ead24ed10', 'hex')

/** What becomes of the app's own program in an app with this one. */
async function packed(program: Buffer, { id = 'app.lanline', system = 'darwin' } = {}): Promise<Buffer> {
  const appOutDir = await temporaryFolder()
  const contents = join(appOutDir, 'Lanline.app', 'Contents')
  await mkdir(join(contents, 'MacOS'), { recursive: true })
  await mkdir(join(contents, 'Frameworks'))
  const path = join(contents, 'MacOS', 'Lanline')
  await writeFile(path, program)
  const appInfo = { id, productFilename: 'Lanline' }
  await afterPack({ electronPlatformName: system, appOutDir, packager: { projectDir: ROOT, appInfo } })
  return readFile(path)
}

test('every slice of a program gets a UUID of its own, and keeps all else', async () => {
  const before = machO(BOTH, UUID)
  const after = await packed(before)
  const { uuids, rest } = uuidsOf(after)
  expect(Object.keys(uuids).map(Number).toSorted()).toEqual(BOTH.toSorted())
  expect(new Set([...Object.values(uuids), UUID.toString('hex')]).size).toBe(3)
  for (const uuid of Object.values(uuids)) expect(uuid).toMatch(/^.{12}8.{3}[89ab].{15}$/)
  expect(rest.equals(uuidsOf(before).rest)).toBe(true)
})

test('it is the same for every Electron, however often and in however many parts it is packed', async () => {
  const { uuids } = uuidsOf(await packed(machO(BOTH, UUID)))
  const ofAnother = await packed(machO(BOTH, Buffer.alloc(16, 7)))
  expect(uuidsOf(ofAnother).uuids).toEqual(uuids)
  expect(uuidsOf(await packed(ofAnother)).uuids).toEqual(uuids)
  for (const processor of BOTH) {
    const { uuids: ofOne } = uuidsOf(await packed(machO([processor], UUID)))
    expect(ofOne).toEqual({ [processor]: uuids[processor] })
  }
})

test('another app has others', async () => {
  const own = Object.values(uuidsOf(await packed(machO(BOTH, UUID))).uuids)
  const others = Object.values(uuidsOf(await packed(machO(BOTH, UUID), { id: 'app.another' })).uuids)
  expect(new Set([...own, ...others]).size).toBe(4)
})

test('a program that has none ends the packing, since nobody would notice', async () => {
  const none = machO([PROCESSORS.arm64], UUID)
  none.writeUInt32LE(0x2a, 48)
  await expect(packed(none)).rejects.toThrow('app.lanline/Lanline has no LC_UUID.')
  await expect(packed(Buffer.from('#!/bin/sh'))).rejects.toThrow('is no program for macOS')
})

test('Windows is left alone', async () => {
  const program = machO(BOTH, UUID)
  expect((await packed(program, { system: 'win32' })).equals(program)).toBe(true)
})
