import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import asar from '@electron/asar'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGE_LOCALES } from './electron-stand-ins.js'
import { FUSES, readFuses } from './fuses.js'
import { pack, removeDirectory, temporaryDirectory } from './pack.js'

describe('the app for Windows', () => {
  let directory: string
  let app: string
  let resources: NtExecutableResource

  beforeAll(async () => {
    directory = await temporaryDirectory()
    app = join(await pack(directory, 'win'), 'win-unpacked')
    resources = NtExecutableResource.from(NtExecutable.from(await readFile(join(app, 'Lanline.exe'))))
  })
  afterAll(() => removeDirectory(directory))

  test('is called Lanline', () => {
    const [info] = Resource.VersionInfo.fromEntries(resources.entries)
    const [language] = info?.getAvailableLanguages() ?? []
    expect(language && info?.getStringValues(language)).toMatchObject({
      ProductName: 'Lanline',
      FileDescription: 'Lanline',
    })
  })

  test('has its icon for every scale of the screen', () => {
    const [group] = Resource.IconGroupEntry.fromEntries(resources.entries)
    // 256 is written as 0.
    expect(group?.icons.map(({ width }) => width)).toEqual([16, 20, 24, 32, 40, 48, 64, 0])
  })

  test('knows its archive by a hash', () => {
    const entry = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    const { headerString } = asar.getRawHeader(join(app, 'resources', 'app.asar'))
    expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer()).toString())).toEqual([
      {
        file: expect.stringMatching(/^resources[\\/]app\.asar$/),
        alg: 'SHA256',
        value: createHash('sha256').update(headerString).digest('hex'),
      },
    ])
  })

  test('has no locale but those of the page', async () => {
    const names = await readdir(join(app, 'locales'))
    expect(names.toSorted()).toEqual(PAGE_LOCALES.map((name) => `${name}.pak`).toSorted())
  })

  test('has its fuses set', async () => {
    expect(await readFuses(join(app, 'Lanline.exe'))).toEqual(FUSES)
  })
})
