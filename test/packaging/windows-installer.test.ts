import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGE_TAGS } from '../../common/language.js'
import { FUSES, fusesOfApps } from './fuses.js'
import { pack, ROOT, removeDirectory, temporaryDirectory } from './pack.js'
import { NAME, released } from './released.js'
import { writeWindowsTools } from './stand-in-tools.js'

describe('what Lanline adds to its installer for Windows', () => {
  let script: string
  const macro = (name: string) => script.match(new RegExp(`^!macro ${name}$([\\s\\S]*?)^!macroend$`, 'm'))?.[1] ?? ''
  const forAllUsers = (name: string) => macro(name).match(/\$\{if\} \$installMode == "all"([\s\S]*)\$\{endIf\}/)?.[1]

  beforeAll(async () => {
    script = await readFile(join(ROOT, 'build', 'installer.nsh'), 'utf8')
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

/** What makensis is told to define, by name; without a value it is empty. */
const definitions = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^-D(\w+)=?(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))

// The stand-ins for tools are shell scripts, and elsewhere electron-builder takes other tools.
describe.runIf(process.platform === 'linux')('the installers for Windows', () => {
  const X64 = `${NAME}-setup-x64.exe`
  const ARM64 = `${NAME}-setup-arm64.exe`
  let directory: string
  let output: string
  const generated = (...path: string[]) => readFile(join(directory, 'contents', ...path), 'utf8')

  beforeAll(async () => {
    directory = await temporaryDirectory()
    const env = await writeWindowsTools(directory, join(directory, 'contents'))
    output = await pack(directory, 'win', { targets: 'all', env })
  })
  afterAll(() => removeDirectory(directory))

  test('are one for each architecture, and all are in a release with their feed', async () => {
    const names = [X64, ARM64].flatMap((name) => [name, `${name}.blockmap`])
    expect(await released(await readdir(output))).toEqual([...names, 'latest.yml'].sort())
  })

  test('each hold the app of their architecture alone, its fuses set', async () => {
    const apps = /^APP_(64|ARM64|32)$/
    const held = async (name: string) =>
      Object.keys(definitions(await generated(name, 'installer.arguments'))).filter((key) => apps.test(key))
    expect(await held(X64)).toEqual(['APP_64'])
    expect(await held(ARM64)).toEqual(['APP_ARM64'])
    expect(await fusesOfApps(output)).toEqual({ 'win-unpacked': FUSES, 'win-arm64-unpacked': FUSES })
  })

  test.each([X64, ARM64])('say what is installed, and ask whom for: %s', async (name) => {
    const defined = definitions(await generated(name, 'installer.arguments'))
    expect(defined).toMatchObject({
      APP_ID: 'app.lanline',
      PRODUCT_NAME: 'Lanline',
      COMPANY_NAME: 'The Lanline authors',
      INSTALL_MODE_PER_ALL_USERS_DEFAULT: '',
    })
    expect(defined).not.toHaveProperty('ONE_CLICK')
    // Would install for all users without asking.
    expect(defined).not.toHaveProperty('INSTALL_MODE_PER_ALL_USERS')
  })

  test('call the app as it calls itself, so that notifications and the taskbar know it', async () => {
    const { APP_ID } = definitions(await generated(X64, 'installer.arguments'))
    const main = await readFile(join(ROOT, 'main', 'index.ts'), 'utf8')
    expect(main).toContain(`app.setAppUserModelId('${APP_ID}')`)
  })

  test.each([
    ['installer', 'customInstall', 'installSection.nsh'],
    ['uninstaller', 'customUnInstall', 'uninstaller.nsh'],
  ])('do in the %s what Lanline adds', async (kind, macro, template) => {
    const added = join(ROOT, 'build', 'installer.nsh')
    for (const name of [X64, ARM64]) expect(await generated(name, `${kind}.nsi`)).toContain(`!include "${added}"\n`)
    const templates = join(ROOT, 'node_modules', 'app-builder-lib', 'templates', 'nsis')
    expect(await readFile(join(templates, template), 'utf8')).toContain(`!insertmacro ${macro}\n`)
  })

  test('speak every language that Lanline speaks', async () => {
    const script = await generated(X64, 'installer.nsi')
    const spoken = [...script.matchAll(/!insertmacro MUI_LANGUAGE "(\w+)"/g)].map(([, language]) => language)
    const names = new Intl.DisplayNames('en', { type: 'language' })
    expect(spoken).toEqual(expect.arrayContaining(LANGUAGE_TAGS.map((tag) => names.of(tag))))
  })
})
