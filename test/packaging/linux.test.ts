import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import asar from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGE_TAGS } from '../../common/language.js'
import { readDesktopEntry } from './desktop-entry.js'
import { PAGE_LOCALES } from './electron-stand-ins.js'
import { FUSES, fusesOfApps, readFuses } from './fuses.js'
import { pack, removeDirectory, temporaryDirectory } from './pack.js'
import { NAME, released } from './released.js'
import { writeLinuxTools } from './stand-in-tools.js'

const desktopEntry = (text: string) => readDesktopEntry(text)['Desktop Entry'] ?? {}

const APPIMAGE = `${NAME}-linux-x86_64.AppImage`
const DEB = `${NAME}-linux-amd64.deb`
const DESKTOP = 'app.lanline.desktop'

// The stand-ins for tools are shell scripts, and elsewhere electron-builder takes other tools.
describe.runIf(process.platform === 'linux')('the packages for Linux', () => {
  let directory: string
  let output: string
  const contents = (...path: string[]) => join(directory, 'contents', ...path)
  const text = (...path: string[]) => readFile(contents(...path), 'utf8')

  beforeAll(async () => {
    directory = await temporaryDirectory()
    const env = await writeLinuxTools(directory, contents())
    output = await pack(directory, 'linux', { targets: 'all', env })
  })
  afterAll(() => removeDirectory(directory))

  test('are an AppImage and a .deb for each architecture, and all are in a release with their feeds', async () => {
    const arm64 = [`${NAME}-linux-arm64.AppImage`, `${NAME}-linux-arm64.deb`]
    const feeds = ['latest-linux-arm64.yml', 'latest-linux.yml']
    expect(await released(await readdir(output))).toEqual([APPIMAGE, DEB, ...arm64, ...feeds].sort())
  })

  test('have a desktop entry that finds the app, opens invitations and keeps the sandbox', async () => {
    const entry = {
      Type: 'Application',
      Name: 'Lanline',
      Icon: 'lanline',
      StartupWMClass: 'app.lanline',
      Terminal: 'false',
      MimeType: 'x-scheme-handler/lanline;',
      Categories: 'Network;VideoConference;',
      Keywords: 'video;call;meeting;conference;chat;screen;share;lan;',
    }
    const ofDeb = desktopEntry(await text(DEB, 'usr', 'share', 'applications', DESKTOP))
    const ofAppImage = desktopEntry(await text(APPIMAGE, DESKTOP))
    expect(ofDeb).toMatchObject({ ...entry, Exec: '/opt/Lanline/lanline %U' })
    expect(ofAppImage).toMatchObject({ ...entry, Exec: 'AppRun %U' })
  })

  // Its Wayland portal gives keys that work everywhere to such a name alone (g_application_id_is_valid of GLib).
  test('are known to GNOME by a name with a dot, which the app itself goes by', async () => {
    expect(DESKTOP).toMatch(/^[A-Za-z_-][\w-]*(\.[A-Za-z_-][\w-]*)+\.desktop$/)
    const archive = contents(DEB, 'opt', 'Lanline', 'resources', 'app.asar')
    expect(JSON.parse(asar.extractFile(archive, 'package.json').toString())).toMatchObject({ desktopName: DESKTOP })
  })

  test.each(LANGUAGE_TAGS.filter((tag) => tag !== 'en'))('say in the language %s what they are', async (language) => {
    const entry = desktopEntry(await text(DEB, 'usr', 'share', 'applications', DESKTOP))
    for (const key of ['Comment', 'Keywords']) {
      expect(entry[`${key}[${language}]`]).toMatch(/\S/)
      expect(entry[`${key}[${language}]`]).not.toBe(entry[key])
    }
  })

  test('have icons of every usual size', async () => {
    const sizes = [16, 24, 32, 48, 64, 128, 256, 512].map((size) => `${size}x${size}`)
    for (const root of [contents(DEB), contents(APPIMAGE)]) {
      const theme = join(root, 'usr', 'share', 'icons', 'hicolor')
      expect((await readdir(theme)).toSorted()).toEqual(sizes.toSorted())
      for (const size of sizes) expect(await readdir(join(theme, size, 'apps'))).toEqual(['lanline.png'])
    }
  })

  test('have AppArmor let the installed app make its sandbox', async () => {
    const profile = await text(DEB, 'opt', 'Lanline', 'resources', 'apparmor-profile')
    expect(profile).toMatch(/^profile "lanline" "\/opt\/Lanline\/lanline" flags=\(unconfined\) \{\s+userns,/m)
    expect(await text(DEB, 'after-install')).toContain("'/opt/Lanline/resources/apparmor-profile'")
  })

  test('have the host without a window, which runs by Node alone, and the service for it', async () => {
    const service = await text(DEB, 'usr', 'lib', 'systemd', 'system', 'lanline-host.service')
    const [, path = ''] = /^ExecStart=\/usr\/bin\/env node (\S+)/m.exec(service) ?? []
    const { stdout } = await promisify(execFile)(process.execPath, [contents(DEB, path), '--help'])
    expect(stdout).toContain('Lanline host')
    expect(await text(DEB, 'opt', 'Lanline', 'resources', 'host', 'renderer', 'index.html')).toContain(
      '<title>Lanline</title>',
    )
  })

  test('have no locale but those of the page', async () => {
    const names = await readdir(contents(DEB, 'opt', 'Lanline', 'locales'))
    expect(names.toSorted()).toEqual(PAGE_LOCALES.map((name) => `${name}.pak`).toSorted())
  })

  test('have their fuses set', async () => {
    expect(await fusesOfApps(output)).toEqual({ 'linux-unpacked': FUSES, 'linux-arm64-unpacked': FUSES })
    expect(await readFuses(contents(DEB, 'opt', 'Lanline', 'lanline'))).toEqual(FUSES)
    expect(await readFuses(contents(APPIMAGE, 'lanline'))).toEqual(FUSES)
  })
})
