import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import { log } from '../../../../main/storage/log.js'
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
  logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => logged.mockRestore())
})

/** What holds, and what the page is told of it. */
function stateOf(file: SettingsFile) {
  const { settings } = file
  const { keepsSecrets, notice, hasNewPasscode } = file.atStart
  return {
    settings,
    keepsSecrets,
    ...(notice && { notice }),
    ...(hasNewPasscode && { newPasscode: settings.host.passcode }),
  }
}

async function kept(settings: Settings, by = vault()): Promise<SettingsFile> {
  const file = await SettingsFile.load(folder, by)
  expect(await file.change(settings)).toBe('all')
  return file
}

describe('the settings file', () => {
  test('is not there to begin with, and the settings are the defaults', async () => {
    const file = await SettingsFile.load(folder, vault())
    expect(stateOf(file)).toEqual({ settings: DEFAULT_SETTINGS, keepsSecrets: true })
    expect(await readdir(folder)).toEqual([])
  })

  test('of one run is read by the next', async () => {
    await kept(SETTINGS)
    const forPage = stateOf(await SettingsFile.load(folder, vault()))
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
      const { newPasscode } = stateOf(file)
      expect(newPasscode).toMatch(NEW_PASSCODE)
      expect(stateOf(file)).toEqual({
        settings: withPasscode(DEFAULT_SETTINGS, newPasscode),
        keepsSecrets: true,
        notice: { kind: 'set-aside', file: `${path()}.bad` },
        newPasscode,
      })
      expect(await readFile(`${path()}.bad`, 'utf8')).toBe(text)
      expect(await file.change(SETTINGS)).toBe('all')
    },
  )

  test('that can be neither read nor set aside stays as it is, and the page is told so', async () => {
    await writeFile(path(), '{"version": 2,')
    await mkdir(`${path()}.bad`)
    const file = await SettingsFile.load(folder, vault())
    expect(stateOf(file)).toMatchObject({
      settings: withPasscode(DEFAULT_SETTINGS, stateOf(file).newPasscode),
      notice: { kind: 'unreadable', file: path() },
      newPasscode: expect.stringMatching(NEW_PASSCODE),
    })
    expect(await file.change(SETTINGS)).toBe('nothing')
    expect(file.settings).toEqual(SETTINGS)
    expect(await readFile(path(), 'utf8')).toBe('{"version": 2,')
  })

  test('of a newer Lanline is read as far as it fits, and stays as it is', async () => {
    const newer = JSON.stringify({ ...SETTINGS, version: 3, more: true })
    await writeFile(path(), newer)
    const file = await SettingsFile.load(folder, vault())
    expect(stateOf(file)).toEqual({ settings: SETTINGS, keepsSecrets: true, notice: { kind: 'newer' } })
    expect(await file.change({ ...DEFAULT_SETTINGS, host: { ...DEFAULT_SETTINGS.host, passcode: undefined } })).toBe(
      'nothing',
    )
    expect(file.settings).toEqual(DEFAULT_SETTINGS)
    expect(await readFile(path(), 'utf8')).toBe(newer)
  })

  test('that cannot be written holds its settings all the same', async () => {
    folder = join(folder, 'not there yet')
    const file = await SettingsFile.load(folder, vault())
    expect(await file.change(SETTINGS)).toBe('nothing')
    expect(file.settings).toEqual(SETTINGS)
    await mkdir(folder)
    expect(await file.change(SETTINGS)).toBe('all')
  })

  test('ends with the last of many changes, all of which are told', async () => {
    const file = await SettingsFile.load(folder, vault())
    const told: number[] = []
    file.on('change', ({ settings }) => told.push(settings.host.port))
    const ports = Array.from({ length: 20 }, (_, index) => 9_000 + index)
    for (const port of ports) void file.change({ host: { port } })
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
    expect(stateOf(file).notice).toEqual({ kind: 'secrets-lost' })
    expect(stateOf(file).newPasscode).toBe(file.settings.host.passcode)
  })

  test('of servers that are lost lock nothing', async () => {
    const { passcode: _, ...host } = SETTINGS.host
    await kept({ ...SETTINGS, host })
    const file = await SettingsFile.load(folder, vault('another'))
    expect(file.settings.host).toEqual(host)
    expect(stateOf(file).notice).toEqual({ kind: 'secrets-lost' })
    expect(stateOf(file)).not.toHaveProperty('newPasscode')
  })

  test('hold for this run alone where the system has no place for them', async () => {
    const file = await kept(SETTINGS, NONE)
    expect(stateOf(file)).toEqual({ settings: SETTINGS, keepsSecrets: false })
    expect(await readFile(path(), 'utf8')).not.toMatch(/sesame|turn secret/)
    const next = await SettingsFile.load(folder, NONE)
    expect(next.settings.person.iceServers.map(({ credential }) => credential)).toEqual(['', ''])
    expect(next.settings.host.passcode).toMatch(NEW_PASSCODE)
    expect(stateOf(next)).toMatchObject({
      notice: { kind: 'secrets-lost' },
      newPasscode: next.settings.host.passcode,
    })
  })

  test('that the system fails to encrypt are left out of the file, and the rest is kept', async () => {
    const failing = { ...vault(), encrypt: () => Promise.reject(new Error('no key')) }
    const file = await SettingsFile.load(folder, failing)
    expect(await file.change(SETTINGS)).toBe('without-secrets')
    expect(await file.change({ app: { keepHosting: true } }, 'page')).toBe('without-secrets')
    expect(await readFile(path(), 'utf8')).not.toMatch(/sesame|turn secret/)
    const { settings } = await SettingsFile.load(folder, vault())
    expect(settings.host).toEqual({ ...SETTINGS.host, passcode: expect.stringMatching(NEW_PASSCODE) })
    expect(logged).toHaveBeenCalled()
  })

  test('need no system that answers', async () => {
    const broken = { ...vault(), isAvailable: () => Promise.reject(new Error('no bus')) }
    expect(stateOf(await SettingsFile.load(folder, broken)).keepsSecrets).toBe(false)
  })
})

describe('a passcode made in place of one that is lost', () => {
  test('is kept, and told of once', async () => {
    await kept(SETTINGS)
    const { settings } = await SettingsFile.load(folder, vault('another'))
    const forPage = stateOf(await SettingsFile.load(folder, vault('another')))
    expect(forPage.settings.host.passcode).toBe(settings.host.passcode)
    expect(forPage).not.toHaveProperty('newPasscode')
  })

  test.each([
    ['a number', { ...SETTINGS, host: { ...SETTINGS.host, passcode: 12_345_678 } }],
    ['too long', { ...SETTINGS, host: { ...SETTINGS.host, passcode: 'x'.repeat(1_000) } }],
    ['not there, as all of the host', { ...SETTINGS, host: [] }],
  ])('takes the place of one that is %s', async (_what, text) => {
    await writeFile(path(), JSON.stringify(text))
    const forPage = stateOf(await SettingsFile.load(folder, vault()))
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
    const forPage = stateOf(await SettingsFile.load(folder, vault()))
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
    const forPage = stateOf(await SettingsFile.load(folder, vault()))
    expect(forPage.settings.host).not.toHaveProperty('passcode')
    expect(forPage).not.toHaveProperty('newPasscode')
  })

  test('is there again at each start after the file was set aside where there is no vault', async () => {
    await writeFile(path(), '{"version": 2,')
    const { newPasscode } = stateOf(await SettingsFile.load(folder, NONE))
    const next = stateOf(await SettingsFile.load(folder, NONE))
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
    expect(stateOf(file).notice).toEqual({ kind: 'newer' })
    expect(stateOf(file).newPasscode).toMatch(NEW_PASSCODE)
    expect(file.settings.host.passcode).toBe(stateOf(file).newPasscode)
    expect(await file.change(DEFAULT_SETTINGS)).toBe('nothing')
    expect(await readFile(path(), 'utf8')).toBe(newer)
  })
})

describe('a change', () => {
  test('leaves alone what it does not name, whoever changes something else meanwhile', async () => {
    const file = await kept(SETTINGS)
    const all = [
      file.change({ person: { name: 'Bob' } }, 'page'),
      file.change({ host: { discovery: false, pinned: '192.168.1.5' } }),
      file.change({ person: { quality: 'high' }, host: { port: 9_999 } }, 'page'),
    ]
    expect(await Promise.all(all)).toEqual(['all', 'all', 'all'])
    const expected = {
      ...SETTINGS,
      person: { ...SETTINGS.person, name: 'Bob', quality: 'high' },
      host: { ...SETTINGS.host, port: 9_999, discovery: false, pinned: '192.168.1.5' },
    }
    expect(file.settings).toEqual(expected)
    expect((await SettingsFile.load(folder, vault())).settings).toEqual(expected)
  })

  test('of a field that makes no sense leaves it as it was', async () => {
    const file = await kept(SETTINGS)
    await file.change({
      person: { name: undefined, language: undefined },
      host: { port: 80 },
      app: { keepHosting: false },
    })
    expect(file.settings).toEqual({ ...SETTINGS, app: { ...SETTINGS.app, keepHosting: false } })
  })

  test('makes the revision rise, and what the page is given has no secrets', async () => {
    const file = await kept(SETTINGS)
    const { revision } = file.forPage
    void file.change({ person: { name: 'Bob' } }, 'page')
    expect(file.forPage.revision).toBeGreaterThan(revision)
    expect(JSON.stringify([file.forPage, file.atStart])).not.toMatch(/sesame|turn secret/)
    expect(file.forPage.settings.person.iceServers[0]).toEqual({
      url: 'turn:192.168.1.5',
      username: 'ann',
      credential: '',
    })
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
