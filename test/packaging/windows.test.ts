import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import asar from '@electron/asar'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGE_LOCALES } from './electron-stand-ins.js'
import { FUSES, readFuses } from './fuses.js'
import { pack, removeDirectory, temporaryDirectory } from './pack.js'

const ENOUGH = 'No more is made of it here.'

/**
 * Packs the app for an .msi, and keeps what that is made of; WiX, which would make it, runs on Windows alone. Resolves with
 * the text of that.
 */
async function packForMsi(directory: string): Promise<string> {
  const [hook, kept] = [join(directory, 'keep.mjs'), join(directory, 'project.wxs')]
  const keep = `(project) => { copyFileSync(project, ${JSON.stringify(kept)}); throw new Error('${ENOUGH}') }`
  await writeFile(hook, `import { copyFileSync } from 'node:fs'\nexport default ${keep}\n`)
  const settings = [`-c.msiProjectCreated=${hook}`]
  await pack(directory, 'win', { targets: ['msi'], settings }).catch((error: Error) => {
    if (!error.message.includes(ENOUGH)) throw error
  })
  return readFile(kept, 'utf8')
}

describe('the app for Windows', () => {
  let directory: string
  let app: string
  let msi: string
  let resources: NtExecutableResource

  beforeAll(async () => {
    directory = await temporaryDirectory()
    msi = await packForMsi(directory)
    app = join(directory, 'dist', 'win-unpacked')
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

  test('is installed by the .msi for all users, unless its command line asks for one, and without a word', () => {
    expect(msi).toMatch(/<Product [^>]*UpgradeCode="6F0B4D0E-7C1D-4C55-9C0B-2A1B8E5A6D31"/)
    expect(msi).toMatch(/<Product [^>]*Manufacturer="The Lanline authors"/)
    // With ALLUSERS=2 the other one decides, and Windows turns "Program Files" into the user's own folder for programs.
    expect(msi).toContain('<Property Id="ALLUSERS" Secure="yes" Value="1"/>')
    expect(msi).toContain('<Property Id="MSIINSTALLPERUSER" Secure="yes" Value="1"/>')
    expect(msi).toMatch(/<Directory Id="ProgramFiles64Folder">\s*<Directory Id="APPLICATIONFOLDER" Name="Lanline"\/>/)
    // Asks nothing, and starts nothing.
    expect(msi).not.toMatch(/<UIRef|<Publish|runAfterFinish/)
  })

  test('is all that the .msi brings: neither links nor rules for the firewall, and nothing to update itself by', async () => {
    for (const name of ['Lanline.exe', 'app.asar']) expect(msi).toContain(`<File Name="${name}"`)
    expect(msi).toMatch(/<ShortcutProperty Key="System.AppUserModel.ID" Value="app.lanline"\/>/)
    expect(msi).not.toMatch(/<CustomAction|<Registry|lanline:\/\/|netsh/)
    expect(await readdir(join(app, 'resources'))).not.toContain('app-update.yml')
  })
})
