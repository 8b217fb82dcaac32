import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import asar from '@electron/asar'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FUSES, readFuses } from './fuses.js'
import { pack, ROOT, removeDirectory, temporaryDirectory } from './pack.js'

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
    expect(await readdir(join(app, 'locales'))).toEqual(['en-US.pak', 'ko.pak', 'ru.pak'])
  })

  test('has its fuses set', async () => {
    expect(await readFuses(join(app, 'Lanline.exe'))).toEqual(FUSES)
  })
})

describe('the installer for Windows', () => {
  let script: string
  const macro = (name: string) => script.match(new RegExp(`^!macro ${name}$([\\s\\S]*?)^!macroend$`, 'm'))?.[1] ?? ''
  const forAllUsers = (name: string) => macro(name).match(/\$\{if\} \$installMode == "all"([\s\S]*)\$\{endIf\}/)?.[1]

  beforeAll(async () => {
    script = await readFile(join(ROOT, 'build', 'installer.nsh'), 'utf8')
  })

  test('is made with this script and asks whom to install for', async () => {
    const settings = await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')
    const nsis = settings.match(/^nsis:\n((?: .*\n)+)/m)?.[1]
    expect(nsis).toContain('  include: build/installer.nsh\n')
    expect(nsis).toContain('  oneClick: false\n')
  })

  test('lets others in on private networks only, and only where it installs for all users', () => {
    expect(macro('allowInbound PROTOCOL')).toMatch(
      /add rule .* dir=in action=allow \\\s+profile=private protocol=\$\{PROTOCOL\} program="\$INSTDIR\\\S+"/,
    )
    const rules = /allowInbound \w+/g
    expect(forAllUsers('customInstall')?.match(rules)).toEqual(['allowInbound TCP', 'allowInbound UDP'])
    expect(macro('customInstall').match(rules)).toHaveLength(2)
  })

  test('takes its rules away again', () => {
    expect(macro('forgetInbound')).toMatch(/delete rule name="\$\{PRODUCT_NAME\}" \\\s+program="\$INSTDIR\\\S+"/)
    expect(forAllUsers('customUnInstall')).toContain('forgetInbound')
  })

  test('registers links, whose text cannot pass for options, and takes them away again', () => {
    expect(script).toMatch(/^!define LINK_KEY "Software\\Classes\\lanline"$/m)
    expect(macro('customInstall')).toMatch(/\$\{LINK_KEY\}\\shell\\open\\command" "" '"\S+" -- "%1"'/)
    expect(macro('customUnInstall')).toMatch(/DeleteRegKey SHELL_CONTEXT "\$\{LINK_KEY\}"/)
  })
})
