import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import asar from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGE_TAGS } from '../../common/language.js'
import { PAGE_LOCALES, SHARED_UUID } from './electron-stand-ins.js'
import { FUSES, fusesOfApps } from './fuses.js'
import { uuidsOf } from './mach-o.js'
import { pack, ROOT, removeDirectory, temporaryDirectory } from './pack.js'
import { readPlist } from './plist.js'
import { NAME, released } from './released.js'
import { writeSevenZip } from './stand-in-tools.js'

/** Signing is for a Mac that makes a release. */
const UNSIGNED = ['-c.mac.identity=null', '-c.electronFuses.resetAdHocDarwinSignature=false']

// electron-builder does not pack for macOS on Windows.
describe.skipIf(process.platform === 'win32')('the app for macOS', () => {
  let directory: string
  let output: string
  let app: string
  let plist: string
  const contents = (...path: string[]) => join(app, 'Contents', ...path)
  const string = (key: string) => plist.match(new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`))?.[1]
  const strings = (key: string) => plist.match(new RegExp(`<key>${key}</key>\\s*<array>([\\s\\S]*?)</array>`))?.[1]

  beforeAll(async () => {
    directory = await temporaryDirectory()
    output = await pack(directory, 'mac', {
      targets: ['zip'],
      settings: UNSIGNED,
      env: await writeSevenZip(directory),
    })
    app = join(output, 'mac', 'Lanline.app')
    plist = await readFile(contents('Info.plist'), 'utf8')
  })
  afterAll(() => removeDirectory(directory))

  test.each([
    ['NSCameraUsageDescription', 'camera'],
    ['NSMicrophoneUsageDescription', 'microphone'],
    ['NSScreenCaptureUsageDescription', 'screen'],
    ['NSAudioCaptureUsageDescription', 'sound'],
    ['NSLocalNetworkUsageDescription', 'local network'],
  ])('says in %s why it asks', (key, subject) => {
    expect(string(key)).toMatch(new RegExp(`^Lanline .*\\b${subject}\\b.*\\.$`))
  })

  test('may look for hosts by mDNS', () => {
    expect(strings('NSBonjourServices')?.trim()).toBe('<string>_lanline._tcp</string>')
  })

  test.each(LANGUAGE_TAGS.filter((tag) => tag !== 'en'))('says so in the language %s too', async (language) => {
    const lines = (await readFile(contents('Resources', `${language}.lproj`, 'InfoPlist.strings'), 'utf8')).trim()
    const said = lines.split('\n').map((line) => line.match(/^(\w+) = "(Lanline[^"]+)";$/) ?? [])
    expect(said.map(([, key]) => key).toSorted()).toEqual(plist.match(/\bNS\w+UsageDescription\b/g)?.toSorted())
    for (const [, key, sentence] of said) expect(sentence).not.toBe(string(key ?? ''))
  })

  test('has nothing but whole property lists', async () => {
    const helpers = (await readdir(contents('Frameworks'))).filter((name) => name.endsWith('.app'))
    const others = helpers.map((name) => contents('Frameworks', name, 'Contents', 'Info.plist'))
    for (const path of [contents('Info.plist'), ...others]) {
      const list = readPlist(await readFile(path, 'utf8'))
      expect(list['CFBundleIdentifier'], path).toMatch(/^app\.lanline(\.helper(\.\w+)?)?$/)
    }
  })

  test('opens invitations', () => {
    expect(strings('CFBundleURLSchemes')?.trim()).toBe('<string>lanline</string>')
  })

  test('has its icon', async () => {
    const icon = await readFile(contents('Resources', string('CFBundleIconFile') ?? ''))
    expect(icon.equals(await readFile(join(ROOT, 'build', 'icon.icns')))).toBe(true)
  })

  test('knows its archive by a hash', () => {
    const { headerString } = asar.getRawHeader(contents('Resources', 'app.asar'))
    expect(string('hash')).toBe(createHash('sha256').update(headerString).digest('hex'))
  })

  test('has no locale but those of the page', async () => {
    const resources = contents('Frameworks', 'Electron Framework.framework', 'Versions', 'A', 'Resources')
    // macOS calls American English plainly English.
    const expected = PAGE_LOCALES.map((name) => `${name.replace('-US', '')}.lproj`)
    expect((await readdir(resources)).toSorted()).toEqual(expected.toSorted())
  })

  test('has programs that macOS takes for no other app’s', async () => {
    const helpers = (await readdir(contents('Frameworks'))).filter((name) => name.endsWith('.app'))
    expect(helpers).toHaveLength(4)
    const paths = [
      contents('MacOS', 'Lanline'),
      ...helpers.map((name) => contents('Frameworks', name, 'Contents', 'MacOS', name.replace('.app', ''))),
    ]
    const uuids = await Promise.all(paths.map(async (path) => Object.values(uuidsOf(await readFile(path)).uuids)))
    expect(new Set([...uuids.flat(), SHARED_UUID]).size).toBe(6)
  })

  test('has its fuses set', async () => {
    expect(await fusesOfApps(output)).toEqual({ mac: FUSES })
  })

  test('is in a release as a zip with its feed', async () => {
    const zip = `${NAME}-mac-x64.zip`
    expect(await released(await readdir(output))).toEqual([zip, `${zip}.blockmap`, 'latest-mac.yml'])
  })
})

// Only macOS can join the architectures and make disk images.
test('a release for macOS is a disk image and a zip for all processors, by the same names', async () => {
  const settings = await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')
  expect(settings.match(/^mac:\n {2}target:\n((?: {4}- .*\n)+)/m)?.[1]?.match(/\{.*\}/g)).toEqual([
    '{ target: dmg, arch: universal }',
    '{ target: zip, arch: universal }',
  ])
  expect(settings).not.toMatch(/^dmg:/m)
  const names = [`${NAME}-mac-universal.dmg`, `${NAME}-mac-universal.zip`]
  expect(await released(names)).toEqual(names)
})

test('the hardened runtime of macOS grants what calls need, and nothing else', async () => {
  const entitlements = await readFile(join(ROOT, 'build', 'entitlements.mac.plist'), 'utf8')
  const granted = [...entitlements.matchAll(/<key>com\.apple\.security\.(.*)<\/key>\s*<true\/>/g)].map(
    ([, name]) => name,
  )
  expect(granted).toEqual(['cs.allow-jit', 'device.camera', 'device.audio-input'])
  expect(entitlements.match(/<key>/g)).toHaveLength(granted.length)
})
