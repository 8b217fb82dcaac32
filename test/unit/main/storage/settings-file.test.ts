import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import { hostChoices, SettingsFile } from '../../../../main/storage/settings-file.js'
import type { Vault } from '../../../../main/storage/vault.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const SETTINGS: Settings = {
  version: 2,
  person: {
    ...DEFAULT_SETTINGS.person,
    name: 'Ann',
    iceServers: [
      { url: 'turn:192.168.1.5', username: 'ann', credential: 'turn secret' },
      { url: 'stun:192.168.1.5', username: '', credential: '' },
    ],
  },
  host: { ...DEFAULT_SETTINGS.host, port: 9090, passcode: 'sesame opens' },
  app: { ...DEFAULT_SETTINGS.app, keepHosting: true },
}

/** Puts a mark before what it encrypts, and finds it again unless told of another one. */
const vault = (mark = 'mark', isThere = true): Vault => ({
  isAvailable: async () => isThere,
  encrypt: async (text) => Buffer.from(`${mark}:${text}`).toString('base64'),
  decrypt: async (base64) => {
    const [found, text = ''] = Buffer.from(base64, 'base64').toString().split(':')
    if (found !== mark) throw new Error('another key')
    return text
  },
})

const NONE = vault('none', false)
/** Eight signs of which none is taken for another. */
const NEW_PASSCODE = /^[acdefhjkmnprtwxy34679]{8}$/
const withPasscode = (settings: Settings, passcode: string | undefined): Settings => ({
  ...settings,
  host: { ...settings.host, passcode },
})
let folder: string
let logged: ReturnType<typeof vi.spyOn>
const path = () => join(folder, 'settings.json')

beforeEach(async () => {
  folder = await temporaryFolder()
  logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => logged.mockRestore())
})

async function kept(settings: Settings, by = vault()): Promise<SettingsFile> {
  const file = await SettingsFile.load(folder, by)
  expect(await file.change(settings)).toBe(true)
  return file
}

describe('the settings file', () => {
  test('is not there to begin with, and the settings are the defaults', async () => {
    const file = await SettingsFile.load(folder, vault())
    expect(file.forPage).toEqual({ settings: DEFAULT_SETTINGS, keepsSecrets: true })
    expect(await readdir(folder)).toEqual([])
  })

  test('of one run is read by the next', async () => {
    await kept(SETTINGS)
    const { forPage } = await SettingsFile.load(folder, vault())
    expect(forPage).toEqual({ settings: SETTINGS, keepsSecrets: true })
  })

  test('of version 1 is migrated', async () => {
    await writeFile(path(), JSON.stringify({ version: 1, iceServers: SETTINGS.person.iceServers }))
    const { settings } = await SettingsFile.load(folder, vault())
    expect(settings.person.iceServers).toEqual(SETTINGS.person.iceServers)
  })

  test.each(['', '{"version": 2,', '[]', '{"person": {}}', '{"version": "new"}'])(
    'that holds %j is set aside, and the page is told where',
    async (text) => {
      await writeFile(path(), text)
      const file = await SettingsFile.load(folder, vault())
      const { newPasscode } = file.forPage
      expect(newPasscode).toMatch(NEW_PASSCODE)
      expect(file.forPage).toEqual({
        settings: withPasscode(DEFAULT_SETTINGS, newPasscode),
        keepsSecrets: true,
        notice: { kind: 'set-aside', file: `${path()}.bad` },
        newPasscode,
      })
      expect(await readFile(`${path()}.bad`, 'utf8')).toBe(text)
      expect(await file.change(SETTINGS)).toBe(true)
    },
  )

  test('that can be neither read nor set aside stays as it is, and the page is told so', async () => {
    await writeFile(path(), '{"version": 2,')
    await mkdir(`${path()}.bad`)
    const file = await SettingsFile.load(folder, vault())
    expect(file.forPage).toMatchObject({
      settings: withPasscode(DEFAULT_SETTINGS, file.forPage.newPasscode),
      notice: { kind: 'unreadable', file: path() },
      newPasscode: expect.stringMatching(NEW_PASSCODE),
    })
    expect(await file.change(SETTINGS)).toBe(false)
    expect(file.settings).toEqual(SETTINGS)
    expect(await readFile(path(), 'utf8')).toBe('{"version": 2,')
  })

  test('of a newer Lanline is read as far as it fits, and stays as it is', async () => {
    const newer = JSON.stringify({ ...SETTINGS, version: 3, more: true })
    await writeFile(path(), newer)
    const file = await SettingsFile.load(folder, vault())
    expect(file.forPage).toEqual({ settings: SETTINGS, keepsSecrets: true, notice: { kind: 'newer' } })
    expect(await file.change(DEFAULT_SETTINGS)).toBe(false)
    expect(file.settings).toEqual(DEFAULT_SETTINGS)
    expect(await readFile(path(), 'utf8')).toBe(newer)
  })

  test('that cannot be written holds its settings all the same', async () => {
    folder = join(folder, 'not there yet')
    const file = await SettingsFile.load(folder, vault())
    expect(await file.change(SETTINGS)).toBe(false)
    expect(file.settings).toEqual(SETTINGS)
    await mkdir(folder)
    expect(await file.change(SETTINGS)).toBe(true)
  })

  test('ends with the last of many changes, all of which are told', async () => {
    const file = await SettingsFile.load(folder, vault())
    const told: number[] = []
    file.onChange(({ host }) => told.push(host.port))
    const ports = Array.from({ length: 20 }, (_, index) => 9_000 + index)
    for (const port of ports) void file.change({ ...SETTINGS, host: { ...SETTINGS.host, port } })
    await file.written
    expect(told).toEqual(ports)
    expect((await SettingsFile.load(folder, vault())).settings.host.port).toBe(9_019)
    expect(await readdir(folder)).toEqual(['settings.json'])
  })
})

describe('secrets', () => {
  test('are encrypted', async () => {
    await kept(SETTINGS)
    const text = await readFile(path(), 'utf8')
    expect(text).not.toMatch(/sesame|turn secret/)
    expect(text).toContain('"ann"')
  })

  test('that another key encrypted are lost, and nothing else is', async () => {
    await kept(SETTINGS)
    const [turn, stun] = SETTINGS.person.iceServers
    const file = await SettingsFile.load(folder, vault('another'))
    expect(file.settings).toEqual({
      ...SETTINGS,
      person: { ...SETTINGS.person, iceServers: [{ ...turn, credential: '' }, stun] },
      host: { ...SETTINGS.host, passcode: expect.stringMatching(NEW_PASSCODE) },
    })
    expect(file.forPage.notice).toEqual({ kind: 'secrets-lost' })
    expect(file.forPage.newPasscode).toBe(file.settings.host.passcode)
  })

  test('of servers that are lost lock nothing', async () => {
    const { passcode: _, ...host } = SETTINGS.host
    await kept({ ...SETTINGS, host })
    const file = await SettingsFile.load(folder, vault('another'))
    expect(file.settings.host).toEqual(host)
    expect(file.forPage.notice).toEqual({ kind: 'secrets-lost' })
    expect(file.forPage).not.toHaveProperty('newPasscode')
  })

  test('hold for this run alone where the system has no place for them', async () => {
    const file = await kept(SETTINGS, NONE)
    expect(file.forPage).toEqual({ settings: SETTINGS, keepsSecrets: false })
    expect(await readFile(path(), 'utf8')).not.toMatch(/sesame|turn secret/)
    const next = await SettingsFile.load(folder, NONE)
    expect(next.settings.person.iceServers.map(({ credential }) => credential)).toEqual(['', ''])
    expect(next.settings.host.passcode).toMatch(NEW_PASSCODE)
    expect(next.forPage).toMatchObject({
      notice: { kind: 'secrets-lost' },
      newPasscode: next.settings.host.passcode,
    })
  })

  test('that the system fails to encrypt are left out of the file, and the rest is kept', async () => {
    const failing = { ...vault(), encrypt: () => Promise.reject(new Error('no key')) }
    const file = await SettingsFile.load(folder, failing)
    expect(await file.change(SETTINGS)).toBe(false)
    expect(await file.save(SETTINGS)).toBe(false)
    expect(await readFile(path(), 'utf8')).not.toMatch(/sesame|turn secret/)
    const { settings } = await SettingsFile.load(folder, vault())
    expect(settings.host).toEqual({ ...SETTINGS.host, passcode: expect.stringMatching(NEW_PASSCODE) })
    expect(logged).toHaveBeenCalled()
  })

  test('need no system that answers', async () => {
    const broken = { ...vault(), isAvailable: () => Promise.reject(new Error('no bus')) }
    expect((await SettingsFile.load(folder, broken)).forPage.keepsSecrets).toBe(false)
  })
})

describe('a passcode made in place of one that is lost', () => {
  test('is kept, and told of once', async () => {
    await kept(SETTINGS)
    const { settings } = await SettingsFile.load(folder, vault('another'))
    const { forPage } = await SettingsFile.load(folder, vault('another'))
    expect(forPage.settings.host.passcode).toBe(settings.host.passcode)
    expect(forPage).not.toHaveProperty('newPasscode')
  })

  test.each([
    ['a number', { ...SETTINGS, host: { ...SETTINGS.host, passcode: 12_345_678 } }],
    ['too long', { ...SETTINGS, host: { ...SETTINGS.host, passcode: 'x'.repeat(1_000) } }],
    ['not there, as all of the host', { ...SETTINGS, host: [] }],
  ])('takes the place of one that is %s', async (_what, text) => {
    await writeFile(path(), JSON.stringify(text))
    const { forPage } = await SettingsFile.load(folder, vault())
    expect(forPage.newPasscode).toMatch(NEW_PASSCODE)
    expect(forPage.settings.host.passcode).toBe(forPage.newPasscode)
    expect(forPage).not.toHaveProperty('notice')
    expect((await SettingsFile.load(folder, vault())).settings.host.passcode).toBe(forPage.newPasscode)
  })

  test.each([
    ['of a newer Lanline in another form', { ...SETTINGS.host, passcode: { hash: 'abc' } }],
    ['of a newer Lanline in another place', { port: 9090 }],
  ])('takes the place of one %s, which stays as it is', async (_what, host) => {
    const newer = JSON.stringify({ ...SETTINGS, version: 3, host })
    await writeFile(path(), newer)
    const { forPage } = await SettingsFile.load(folder, vault())
    expect(forPage.notice).toEqual({ kind: 'newer' })
    expect(forPage.newPasscode).toMatch(NEW_PASSCODE)
    expect(forPage.settings.host.passcode).toBe(forPage.newPasscode)
    expect(await readFile(path(), 'utf8')).toBe(newer)
  })

  test.each([
    ['it says that there is none', { ...SETTINGS, host: { ...SETTINGS.host, passcode: '' } }],
    ['a newer Lanline says that there is none', { ...SETTINGS, version: 3, host: { passcode: '' } }],
    ['it speaks of no passcode', { version: 2, host: { port: 9090 } }],
    ['it speaks of no host', { version: 1, iceServers: [] }],
  ])('is not there where the file is whole and %s', async (_what, text) => {
    await writeFile(path(), JSON.stringify(text))
    const { forPage } = await SettingsFile.load(folder, vault())
    expect(forPage.settings.host).not.toHaveProperty('passcode')
    expect(forPage).not.toHaveProperty('newPasscode')
  })

  test('is there again at each start after the file was set aside where there is no vault', async () => {
    await writeFile(path(), '{"version": 2,')
    const { newPasscode } = (await SettingsFile.load(folder, NONE)).forPage
    const next = (await SettingsFile.load(folder, NONE)).forPage
    expect(next.newPasscode).toMatch(NEW_PASSCODE)
    expect(next.newPasscode).not.toBe(newPasscode)
    expect(next.settings.host.passcode).toBe(next.newPasscode)
    expect(next).not.toHaveProperty('notice')
  })

  test('is another each time', async () => {
    await kept(SETTINGS)
    const text = await readFile(path())
    const passcodes = new Set<unknown>()
    for (let start = 0; start < 5; start++) {
      await writeFile(path(), text)
      passcodes.add((await SettingsFile.load(folder, vault('another'))).settings.host.passcode)
    }
    expect(passcodes.size).toBe(5)
  })

  test('gives way to the old one when the vault is there again', async () => {
    await kept(SETTINGS)
    expect((await SettingsFile.load(folder, NONE)).settings.host.passcode).toMatch(NEW_PASSCODE)
    expect((await SettingsFile.load(folder, vault())).settings.host.passcode).toBe(SETTINGS.host.passcode)
  })

  test('is told of also where a newer Lanline has kept the settings, which stay as they are', async () => {
    await kept(SETTINGS)
    const newer = (await readFile(path(), 'utf8')).replace('"version": 2', '"version": 3')
    await writeFile(path(), newer)
    const file = await SettingsFile.load(folder, vault('another'))
    expect(file.forPage.notice).toEqual({ kind: 'newer' })
    expect(file.forPage.newPasscode).toMatch(NEW_PASSCODE)
    expect(file.settings.host.passcode).toBe(file.forPage.newPasscode)
    expect(await file.change(DEFAULT_SETTINGS)).toBe(false)
    expect(await readFile(path(), 'utf8')).toBe(newer)
  })
})

test('what the page saves leaves alone what only the host is told', async () => {
  const file = await kept({ ...SETTINGS, host: { ...SETTINGS.host, discovery: false, pinned: '192.168.1.5' } })
  const { passcode: _, ...host } = SETTINGS.host
  await file.save({ ...SETTINGS, host: { ...host, discovery: true, port: 9_999 } })
  expect(file.settings.host).toEqual({
    ...SETTINGS.host,
    port: 9_999,
    discovery: false,
    pinned: '192.168.1.5',
  })
})

test('the host keeps its choices among the settings', async () => {
  const file = await kept(SETTINGS)
  const choices = hostChoices(file)
  expect(choices.value).toEqual(SETTINGS.host)
  choices.change({ discovery: false })
  choices.change({ passcode: undefined })
  choices.change({ pinned: '192.168.1.5' })
  await file.written
  const { settings } = await SettingsFile.load(folder, vault())
  const { passcode: _, ...host } = SETTINGS.host
  expect(settings).toEqual({ ...SETTINGS, host: { ...host, discovery: false, pinned: '192.168.1.5' } })
})
