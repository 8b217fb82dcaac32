import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { SecretsState } from '../../../../common/bridge.js'
import type { IceServer } from '../../../../common/ice-server.js'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import { log } from '../../../../main/storage/log.js'
import type { Policy } from '../../../../main/storage/policy.js'
import { hostChoices, SettingsFile } from '../../../../main/storage/settings-file.js'
import { FakeSafeStorage, noVault, vault } from '../../../helpers/fake-safe-storage.js'
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

const ANOTHER = vault({ key: 'another' })
const REFUSED = vault({ isRefused: true })
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

/** The file as the next run has it, once the system has answered. */
async function unsealed(by = vault()): Promise<SettingsFile> {
  const file = await SettingsFile.load(folder, by)
  await file.unseal()
  return file
}

async function kept(settings: Settings): Promise<SettingsFile> {
  const file = await SettingsFile.load(folder, vault())
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
    const forPage = stateOf(await unsealed())
    expect(forPage).toEqual({ settings: SETTINGS, keepsSecrets: true })
  })

  test('of version 1 is migrated', async () => {
    await writeFile(path(), JSON.stringify({ version: 1, iceServers: SETTINGS.person.iceServers }))
    const { settings } = await unsealed()
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
    expect((await unsealed()).settings.host.port).toBe(9_019)
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
    const file = await unsealed(ANOTHER)
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
    const file = await unsealed(ANOTHER)
    expect(file.settings.host).toEqual(host)
    expect(stateOf(file).notice).toEqual({ kind: 'secrets-lost' })
    expect(stateOf(file)).not.toHaveProperty('newPasscode')
  })

  test('hold for this run alone where the system has no place for them, which it shows when one is to be kept', async () => {
    const file = await SettingsFile.load(folder, noVault())
    const told: SecretsState[] = []
    file.on('secrets', (state) => told.push(state))
    expect(stateOf(file).keepsSecrets).toBe(true)
    expect(await file.change(SETTINGS)).toBe('without-secrets')
    expect(stateOf(file)).toEqual({ settings: SETTINGS, keepsSecrets: false })
    expect(told).toEqual([{ keepsSecrets: false, hasNewPasscode: false }])
    expect(await file.change({ person: { name: 'Bob' } })).toBe('all')
    expect(await readFile(path(), 'utf8')).not.toMatch(/sesame|turn secret|maases/)
    const next = await unsealed(noVault())
    expect(next.settings.person.iceServers.map(({ credential }) => credential)).toEqual(['', ''])
    expect(next.settings.host.passcode).toMatch(NEW_PASSCODE)
    expect(stateOf(next)).toMatchObject({
      notice: { kind: 'secrets-lost' },
      newPasscode: next.settings.host.passcode,
    })
    // As the last run has learnt.
    expect(stateOf(next).keepsSecrets).toBe(false)
    expect(await next.change({ host: { passcode: 'open again' } })).toBe('without-secrets')
    const better = await unsealed()
    expect(await better.change({ host: { passcode: 'open for good' } })).toBe('all')
    expect(stateOf(better).keepsSecrets).toBe(true)
  })

  test('that the system fails to encrypt are left out of the file, and it is asked once for each', async () => {
    const system = new FakeSafeStorage({ isRefused: true })
    const file = await SettingsFile.load(folder, system.vault)
    expect(await file.change(SETTINGS)).toBe('without-secrets')
    expect(await file.change({ app: { keepHosting: true } }, 'page')).toBe('all')
    expect(system.asked).toEqual(['encrypt', 'encrypt'])
    expect(stateOf(file).keepsSecrets).toBe(false)
    expect(await readFile(path(), 'utf8')).not.toMatch(/sesame|turn secret/)
    const { settings } = await unsealed()
    expect(settings.host).toEqual({ ...SETTINGS.host, passcode: expect.stringMatching(NEW_PASSCODE) })
    expect(logged).toHaveBeenCalled()
  })

  test('are asked of the system only where there are some', async () => {
    const system = new FakeSafeStorage()
    const { passcode: _, ...host } = SETTINGS.host
    const first = await SettingsFile.load(folder, system.vault)
    await first.unseal()
    await first.change({ person: { name: 'Ann' }, host })
    const next = await unsealed(system.vault)
    await next.change({ app: { keepHosting: true } })
    expect(system.asked).toEqual([])
  })

  test('that have not changed are not encrypted again', async () => {
    await kept(SETTINGS)
    const system = new FakeSafeStorage()
    const file = await unsealed(system.vault)
    const text = await readFile(path(), 'utf8')
    await file.change({ app: { openAtLogin: true } })
    expect(system.asked).toEqual(['decrypt', 'decrypt'])
    expect(await readFile(path(), 'utf8')).toBe(text.replace('"openAtLogin": false', '"openAtLogin": true'))
  })

  test('hold nothing up: without them all is there, and a passcode of this run stands in', async () => {
    await kept(SETTINGS)
    let answer = () => {}
    const answers = new Promise<void>((resolve) => {
      answer = resolve
    })
    const file = await SettingsFile.load(folder, vault({ answers }))
    const changes: Settings[] = []
    file.on('change', ({ settings }) => changes.push(settings))
    expect(file.settings.person.name).toBe('Ann')
    expect(file.settings.host.passcode).toMatch(NEW_PASSCODE)
    // Nothing is lost yet.
    expect(stateOf(file)).not.toHaveProperty('newPasscode')
    expect(stateOf(file)).not.toHaveProperty('notice')
    const asking = file.unseal()
    answer()
    await asking
    expect(changes).toEqual([SETTINGS])
    expect(stateOf(file)).toEqual({ settings: SETTINGS, keepsSecrets: true })
  })

  test('that the system does not give in time stay sealed, and what it says later changes nothing', async () => {
    await kept(SETTINGS)
    const before = await readFile(path(), 'utf8')
    let answer = () => {}
    const answers = new Promise<void>((resolve) => {
      answer = resolve
    })
    const file = await SettingsFile.load(folder, vault({ answers }), { patienceMs: 1 })
    await file.unseal()
    expect(stateOf(file)).toMatchObject({ notice: { kind: 'secrets-lost' }, newPasscode: expect.any(String) })
    const { settings } = file
    answer()
    await file.change({})
    expect(file.settings).toEqual(settings)
    expect(await readFile(path(), 'utf8')).toBe(before)
  })

  test.each([
    ['dismissed', REFUSED],
    ['answered with another key', ANOTHER],
  ])('outlive a prompt that is %s', async (_how, system) => {
    await kept(SETTINGS)
    for (let run = 0; run < 2; run++) {
      const file = await unsealed(system)
      expect(stateOf(file)).toMatchObject({ notice: { kind: 'secrets-lost' }, newPasscode: expect.any(String) })
      expect(await file.change({ person: { name: `Ann ${run}`, iceServers: file.settings.person.iceServers } })).toBe(
        'all',
      )
    }
    const { settings } = await unsealed()
    expect(settings).toEqual({ ...SETTINGS, person: { ...SETTINGS.person, name: 'Ann 1' } })
  })

  test('that could not be read give way to what the person sets', async () => {
    await kept(SETTINGS)
    const [turn, stun] = SETTINGS.person.iceServers
    const iceServers = [{ ...turn, credential: 'new turn secret' }, stun] as IceServer[]
    const file = await unsealed(ANOTHER)
    await file.change({ host: { passcode: 'another passcode' }, person: { iceServers } })
    expect(stateOf(file)).not.toHaveProperty('newPasscode')
    expect(stateOf(file)).not.toHaveProperty('notice')
    const { settings } = await unsealed(ANOTHER)
    expect(settings.host.passcode).toBe('another passcode')
    expect(settings.person.iceServers).toEqual(iceServers)
  })

  test('that the person sets while the system is asked hold', async () => {
    await kept(SETTINGS)
    const file = await SettingsFile.load(folder, vault())
    void file.change({ host: { passcode: undefined } })
    await file.unseal()
    expect(file.settings.host).not.toHaveProperty('passcode')
    await file.written
    expect((await unsealed()).settings.host).not.toHaveProperty('passcode')
  })
})

describe('a passcode made in place of one that is lost', () => {
  test('holds for its run alone, and is told of in each', async () => {
    await kept(SETTINGS)
    const { newPasscode } = stateOf(await unsealed(ANOTHER))
    const next = stateOf(await unsealed(ANOTHER))
    expect(next.newPasscode).toMatch(NEW_PASSCODE)
    expect(next.newPasscode).not.toBe(newPasscode)
    expect(next.settings.host.passcode).toBe(next.newPasscode)
  })

  test('is kept once the person sets the same one', async () => {
    await kept(SETTINGS)
    const file = await unsealed(ANOTHER)
    const { passcode } = file.settings.host
    await file.change({ host: { passcode } })
    expect(stateOf(await unsealed(ANOTHER))).toMatchObject({ settings: { host: { passcode } } })
    expect(stateOf(await unsealed(ANOTHER))).not.toHaveProperty('newPasscode')
  })

  test.each([
    ['a number', { ...SETTINGS, host: { ...SETTINGS.host, passcode: 12_345_678 } }],
    ['too long', { ...SETTINGS, host: { ...SETTINGS.host, passcode: 'x'.repeat(1_000) } }],
    ['not there, as all of the host', { ...SETTINGS, host: [] }],
  ])('takes the place of one that is %s', async (_what, text) => {
    await writeFile(path(), JSON.stringify(text))
    const forPage = stateOf(await unsealed())
    expect(forPage.newPasscode).toMatch(NEW_PASSCODE)
    expect(forPage.settings.host.passcode).toBe(forPage.newPasscode)
    expect(forPage).not.toHaveProperty('notice')
    expect(stateOf(await unsealed()).newPasscode).not.toBe(forPage.newPasscode)
  })

  test.each([
    ['of a newer Lanline in another form', { ...SETTINGS.host, passcode: { hash: 'abc' } }],
    ['of a newer Lanline in another place', { port: 9090 }],
  ])('takes the place of one %s, which stays as it is', async (_what, host) => {
    const newer = JSON.stringify({ ...SETTINGS, version: 3, host })
    await writeFile(path(), newer)
    const forPage = stateOf(await unsealed())
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
    const forPage = stateOf(await unsealed())
    expect(forPage.settings.host).not.toHaveProperty('passcode')
    expect(forPage).not.toHaveProperty('newPasscode')
  })

  test('is there again at each start after the file was set aside', async () => {
    await writeFile(path(), '{"version": 2,')
    const { newPasscode } = stateOf(await unsealed(REFUSED))
    const next = stateOf(await unsealed(REFUSED))
    expect(next.newPasscode).toMatch(NEW_PASSCODE)
    expect(next.newPasscode).not.toBe(newPasscode)
    expect(next.settings.host.passcode).toBe(next.newPasscode)
    expect(next).not.toHaveProperty('notice')
  })

  test('is another each time', async () => {
    await kept(SETTINGS)
    const passcodes = new Set<unknown>()
    for (let start = 0; start < 5; start++) {
      passcodes.add((await unsealed(ANOTHER)).settings.host.passcode)
    }
    expect(passcodes.size).toBe(5)
  })

  test('gives way to the old one when the vault is there again', async () => {
    await kept(SETTINGS)
    expect((await unsealed(REFUSED)).settings.host.passcode).toMatch(NEW_PASSCODE)
    expect((await unsealed()).settings.host.passcode).toBe(SETTINGS.host.passcode)
  })

  test('is told of also where a newer Lanline has kept the settings, which stay as they are', async () => {
    await kept(SETTINGS)
    const newer = (await readFile(path(), 'utf8')).replace('"version": 2', '"version": 3')
    await writeFile(path(), newer)
    const file = await unsealed(ANOTHER)
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
    expect((await unsealed()).settings).toEqual(expected)
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
  const changes = [{ discovery: false }, { passcode: undefined }, { pinned: '192.168.1.5' }]
  expect(await Promise.all(changes.map((change) => choices.change(change)))).toEqual([true, true, true])
  await file.written
  const { settings } = await unsealed()
  const { passcode: _, ...host } = SETTINGS.host
  expect(settings).toEqual({ ...SETTINGS, host: { ...host, discovery: false, pinned: '192.168.1.5' } })
})

test('the host is told of a passcode that the system fails to encrypt, and not of another choice', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => logged.mockRestore())
  const choices = hostChoices(await SettingsFile.load(folder, vault({ isRefused: true })))
  expect(await choices.change({ passcode: 'sesame' })).toBe(false)
  expect(await choices.change({ discovery: false })).toBe(true)
})

describe('the policy of the machine', () => {
  const underPolicy = (policy: Policy, by = vault()) => SettingsFile.load(folder, by, { policy })

  test('holds over what people have set, which is there again without it', async () => {
    await kept({ ...SETTINGS, app: { ...SETTINGS.app, updateFeed: 'https://updates.example.org/' } })
    const file = await underPolicy({
      ...{ port: 7_070, discovery: false, relay: false, passcode: 'of all' },
      ...({ updates: false, files: false } as const),
    })
    await file.unseal()
    expect(file.settings.host).toMatchObject({ port: 7_070, discovery: false, relay: false, passcode: 'of all' })
    expect(file.settings.app).not.toHaveProperty('updateFeed')
    expect(file.settings.host).not.toHaveProperty('files')
    expect(file.atStart.managed.toSorted()).toEqual(['discovery', 'files', 'passcode', 'port', 'relay', 'updates'])
    await file.change({ host: { port: 9_191 }, person: { name: 'Bob' } })
    expect(file.settings).toMatchObject({ host: { port: 7_070 }, person: { name: 'Bob' } })
    expect(await readFile(path(), 'utf8')).not.toContain('of all')

    const { settings } = await unsealed()
    expect(settings.host).toMatchObject({ port: 9_191, discovery: true, passcode: SETTINGS.host.passcode })
    expect(settings.app.updateFeed).toBe('https://updates.example.org/')
  })

  test('that wants a passcode has one made up where there is none, and keeps it', async () => {
    const file = await underPolicy({ passcodeNeeded: true })
    const { passcode } = file.settings.host
    expect(passcode).toMatch(NEW_PASSCODE)
    expect(stateOf(file)).not.toHaveProperty('newPasscode')
    await file.unseal()
    await file.written
    expect((await unsealed()).settings.host.passcode).toBe(passcode)
    const choices = hostChoices(file)
    expect([choices.isLocked?.({ passcode: undefined }), choices.isLocked?.({ passcode: 'another' })]).toEqual([
      true,
      false,
    ])
  })
})
