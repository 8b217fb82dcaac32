import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FUSES, readFuses } from './fuses.js'
import { pack, removeDirectory, temporaryDirectory } from './pack.js'

/** In place of fpm, which makes packages: lays out what would be in the .deb, and what dpkg would run. */
const FPM = `#!/bin/sh -e
for argument; do
  case "$previous" in
    --after-install) cp "$argument" "$STAND_IN_CONTENTS/after-install" ;;
    --package) : > "$argument" ;;
  esac
  case "$argument" in
    *=/*)
      target=$STAND_IN_CONTENTS\${argument#*=}
      mkdir -p "$(dirname "$target")"
      cp -R "\${argument%%=*}" "$target"
      ;;
  esac
  previous=$argument
done
`

/** In place of mksquashfs: lays out what would be in the AppImage. */
const MKSQUASHFS = `#!/bin/sh -e
cp -R "$1" "$STAND_IN_CONTENTS/appimage"
: > "$2"
`

async function writeTools(directory: string, contents: string): Promise<NodeJS.ProcessEnv> {
  const appImageTools = join(directory, 'appimage-tools')
  await mkdir(join(appImageTools, 'lib', 'x64'), { recursive: true })
  await mkdir(join(appImageTools, 'runtimes'))
  await mkdir(contents)
  await writeFile(join(appImageTools, 'mksquashfs'), MKSQUASHFS, { mode: 0o755 })
  await writeFile(join(appImageTools, 'desktop-file-validate'), '')
  await writeFile(join(appImageTools, 'runtimes', 'runtime-x64'), '')
  await writeFile(join(directory, 'fpm'), FPM, { mode: 0o755 })
  return {
    APPIMAGE_TOOLS_PATH: appImageTools,
    CUSTOM_FPM_PATH: join(directory, 'fpm'),
    STAND_IN_CONTENTS: contents,
  }
}

/** The keys of a desktop entry. */
function desktopEntry(text: string): Record<string, string> {
  const [group, ...lines] = text.trim().split('\n')
  expect(group).toBe('[Desktop Entry]')
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

// Its stand-ins for tools are shell scripts, and elsewhere electron-builder takes other tools.
describe.runIf(process.platform === 'linux')('the packages for Linux', () => {
  let directory: string
  let output: string
  const contents = (...path: string[]) => join(directory, 'contents', ...path)
  const text = (...path: string[]) => readFile(contents(...path), 'utf8')

  beforeAll(async () => {
    directory = await temporaryDirectory()
    const env = await writeTools(directory, contents())
    output = await pack(directory, 'linux', { targets: ['AppImage', 'deb'], env })
  })
  afterAll(() => removeDirectory(directory))

  test('are named by version, system and architecture', async () => {
    const names = (await readdir(output)).filter((name) => /\.(AppImage|deb)$/.test(name)).join(' ')
    expect(names).toMatch(/^Lanline-[\d.]+-linux-amd64\.deb Lanline-[\d.]+-linux-x86_64\.AppImage$/)
  })

  test('have a desktop entry that finds the app, opens invitations and keeps the sandbox', async () => {
    const entry = {
      Type: 'Application',
      Name: 'Lanline',
      Icon: 'lanline',
      StartupWMClass: 'lanline',
      Terminal: 'false',
      MimeType: 'x-scheme-handler/lanline;',
      Categories: 'Network;VideoConference;',
      Keywords: 'video;call;meeting;conference;chat;screen;share;lan;',
      'Comment[ko]': expect.stringMatching(/^[\p{Script=Hangul} ]+$/u),
      'Comment[ru]': expect.stringMatching(/^[\p{Script=Cyrillic} ]+$/u),
    }
    const ofDeb = desktopEntry(await text('usr', 'share', 'applications', 'lanline.desktop'))
    const ofAppImage = desktopEntry(await text('appimage', 'lanline.desktop'))
    expect(ofDeb).toMatchObject({ ...entry, Exec: '/opt/Lanline/lanline %U' })
    expect(ofAppImage).toMatchObject({ ...entry, Exec: 'AppRun %U' })
  })

  test('have icons of every usual size', async () => {
    const sizes = [16, 24, 32, 48, 64, 128, 256, 512].map((size) => `${size}x${size}`)
    for (const root of [contents(), contents('appimage')]) {
      const theme = join(root, 'usr', 'share', 'icons', 'hicolor')
      expect((await readdir(theme)).toSorted()).toEqual(sizes.toSorted())
      for (const size of sizes) expect(await readdir(join(theme, size, 'apps'))).toEqual(['lanline.png'])
    }
  })

  test('have AppArmor let the installed app make its sandbox', async () => {
    const profile = await text('opt', 'Lanline', 'resources', 'apparmor-profile')
    expect(profile).toMatch(/^profile "lanline" "\/opt\/Lanline\/lanline" flags=\(unconfined\) \{\s+userns,/m)
    expect(await text('after-install')).toContain("'/opt/Lanline/resources/apparmor-profile'")
  })

  test('have no locale but those of the page', async () => {
    expect(await readdir(contents('opt', 'Lanline', 'locales'))).toEqual(['en-US.pak', 'ko.pak', 'ru.pak'])
  })

  test('have their fuses set', async () => {
    expect(await readFuses(contents('opt', 'Lanline', 'lanline'))).toEqual(FUSES)
    expect(await readFuses(contents('appimage', 'lanline'))).toEqual(FUSES)
  })
})
