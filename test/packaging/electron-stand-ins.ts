import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { LANGUAGE_TAGS } from '../../common/language.js'
import { fuseWire, WRONG_FUSES } from './fuses.js'
import { machO, PROCESSORS } from './mach-o.js'

/** The least that electron-builder takes for an Electron of each system, in place of a download of 100 MB. */
export const STAND_INS = { linux: linuxElectron, mac: macElectron, win: windowsElectron }

/** What Chromium calls the languages of the page. */
export const PAGE_LOCALES = LANGUAGE_TAGS.map((tag) => (tag === 'en' ? 'en-US' : tag))
const LOCALES = [...PAGE_LOCALES, 'one-that-Lanline-does-not-speak']

const WRONG_FUSE_WIRE = fuseWire(WRONG_FUSES)

/** A program for macOS, with the UUID that all apps of one Electron share. */
export const SHARED_UUID = '4c4c44ae55553144a1c7458ead24ed10'
const PROGRAM = machO([PROCESSORS.x64], Buffer.from(SHARED_UUID, 'hex'))

/** Contents by path. */
type Files = Record<string, string | Buffer>

function linuxElectron(): Files {
  return { electron: WRONG_FUSE_WIRE, ...localePacks() }
}

function windowsElectron(): Files {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const language = { lang: 1033, codepage: 1200 }
  Resource.VersionInfo.create({
    lang: language.lang,
    fixedInfo: {},
    strings: [{ ...language, values: { ProductName: 'Electron' } }],
  }).outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return {
    'electron.exe': Buffer.concat([Buffer.from(program.generate()), WRONG_FUSE_WIRE]),
    ...localePacks(),
  }
}

const localePacks = (): Files => Object.fromEntries(LOCALES.map((locale) => [`locales/${locale}.pak`, '']))

function macElectron(): Files {
  const contents = 'Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  const helpers = ['', ' (Renderer)', ' (GPU)', ' (Plugin)'].flatMap((kind) => {
    const name = `Electron Helper${kind}`
    const helper = `${contents}/Frameworks/${name}.app/Contents`
    return [
      [`${helper}/Info.plist`, infoPlist(name)],
      [`${helper}/MacOS/${name}`, PROGRAM],
    ] as const
  })
  return {
    [`${contents}/Info.plist`]: infoPlist('Electron'),
    [`${contents}/MacOS/Electron`]: PROGRAM,
    [`${contents}/Resources/electron.icns`]: '',
    [`${framework}/Electron Framework`]: WRONG_FUSE_WIRE,
    ...Object.fromEntries(
      // macOS calls American English plainly English.
      LOCALES.map((locale) => [`${framework}/Versions/A/Resources/${locale.replace('-US', '')}.lproj/locale.pak`, '']),
    ),
    ...Object.fromEntries(helpers),
  }
}

const infoPlist = (executable: string) => `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${executable}</string>
  <key>CFBundleIconFile</key><string>electron.icns</string>
</dict></plist>`

/** Writes the stand-in of a system into a directory. */
export async function writeStandIn(system: keyof typeof STAND_INS, directory: string): Promise<void> {
  for (const [path, content] of Object.entries(STAND_INS[system]())) {
    const file = join(directory, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content, { mode: 0o755 })
  }
}
