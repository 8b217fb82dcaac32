import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import type { Push } from '../../../../main/app/push.js'
import { settingsCalls } from '../../../../main/app/settings-calls.js'
import { type Updater, Updates } from '../../../../main/app/updates.js'
import { log } from '../../../../main/storage/log.js'
import { SettingsFile } from '../../../../main/storage/settings-file.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { noVault, vault } from '../../../helpers/fake-safe-storage.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const FEED = 'https://updates.example.org/'
const withApp = (app: Partial<Settings['app']>): Settings => ({
  ...DEFAULT_SETTINGS,
  app: { ...DEFAULT_SETTINGS.app, ...app },
})

let file: SettingsFile

beforeEach(async () => {
  file = await SettingsFile.load(await temporaryFolder(), vault())
})

function start({ isPackaged = true, platform = 'win32' as NodeJS.Platform } = {}) {
  const updater = {
    setFeedURL: vi.fn(),
    checkForUpdates: vi.fn(async () => ({ isUpdateAvailable: true, updateInfo: { version: '9.9.9' } })),
    downloadUpdate: vi.fn(async () => []),
  }
  const loadUpdater = vi.fn(async () => updater as unknown as Updater)
  const setLoginItemSettings = vi.fn()
  const pushed = vi.fn()
  const push = pushed as Push
  const updates = new Updates((status) => push('update', status), loadUpdater)
  const electron = fakeElectron({ app: { isPackaged, setLoginItemSettings } })
  const calls = settingsCalls(electron, file, push, { updates, platform })
  return { calls, updater, loadUpdater, setLoginItemSettings, pushed }
}

const TURN = { url: 'turn:192.168.1.5', username: 'ann', credential: 'turn secret' }

describe('what the page saves', () => {
  test('is kept and answered, and pushed to nobody', async () => {
    const { calls, pushed } = start()
    const { revision, ...answer } = await calls.saveSettings({ app: { keepHosting: true } })
    const settings = withApp({ keepHosting: true })
    expect(answer).toEqual({ settings, kept: 'all' })
    expect(await calls.settings()).toEqual({
      settings,
      revision,
      keepsSecrets: true,
      managed: [],
      hasNewPasscode: false,
      canOpenAtLogin: true,
    })
    expect(pushed).not.toHaveBeenCalled()
  })

  test('is answered with what was not kept', async () => {
    const { calls } = start()
    vi.spyOn(file, 'change').mockResolvedValue('nothing')
    expect(await calls.saveSettings({ person: { name: 'Ann' } })).toMatchObject({ kept: 'nothing' })
  })
})

test('the page hears when the system turns out to have no place for secrets', async () => {
  vi.spyOn(log, 'error').mockImplementation(() => {})
  file = await SettingsFile.load(await temporaryFolder(), noVault())
  const { pushed } = start()
  expect(await file.change({ host: { passcode: 'sesame' } })).toBe('without-secrets')
  expect(pushed).toHaveBeenCalledWith('secrets', { keepsSecrets: false, hasNewPasscode: false })
})

describe('what the host changes', () => {
  test('is pushed to the page, without the passcode', async () => {
    const { calls, pushed } = start()
    await file.change({ host: { discovery: false } })
    const { settings, revision } = await calls.settings()
    expect(settings.host.discovery).toBe(false)
    expect(pushed.mock.calls).toEqual([['settings', { settings, revision }]])

    await file.change({ host: { passcode: 'sesame' } })
    expect(pushed).toHaveBeenLastCalledWith('passcode-changed', undefined)
    expect(JSON.stringify(pushed.mock.calls)).not.toContain('sesame')
  })
})

describe('a secret', () => {
  test('is neither pushed nor answered, save where it is asked for', async () => {
    const { calls, pushed } = start()
    const answer = await calls.saveSettings({ person: { iceServers: [TURN] } })
    await file.change({ host: { passcode: 'sesame' } })
    const seen = JSON.stringify([pushed.mock.calls, answer, await calls.settings()])
    expect(seen).not.toMatch(/sesame|turn secret/)
    expect(await calls.iceServers()).toEqual([TURN])
    expect(await calls.hostPasscode()).toBe('sesame')
  })
})

describe('opening at login', () => {
  test('is told to the system when it changes, and only then', async () => {
    const { calls, setLoginItemSettings } = start({ platform: 'darwin' })
    await calls.saveSettings({ app: { openAtLogin: true } })
    await calls.saveSettings({ app: { openAtLogin: true, keepHosting: true } })
    expect(setLoginItemSettings.mock.calls).toEqual([[{ openAtLogin: true }]])
    await calls.saveSettings({ app: { openAtLogin: false } })
    expect(setLoginItemSettings).toHaveBeenLastCalledWith({ openAtLogin: false })
  })

  test.each([
    ['Linux', { platform: 'linux' as const }],
    ['an app that is not installed', { isPackaged: false }],
  ])('is not offered on %s', async (_where, options) => {
    const { calls, setLoginItemSettings } = start(options)
    expect((await calls.settings()).canOpenAtLogin).toBe(false)
    await calls.saveSettings({ app: { openAtLogin: true } })
    expect(setLoginItemSettings).not.toHaveBeenCalled()
  })
})

describe('the feed of updates', () => {
  test('is asked from the start where there is one, and what it tells reaches the page', async () => {
    await file.change(withApp({ updateFeed: FEED }))
    const { calls, updater, pushed } = start()
    await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('update', { state: 'available', version: '9.9.9' }))
    expect(updater.setFeedURL).toHaveBeenCalledWith({ provider: 'generic', url: FEED })
    expect((await calls.settings()).update).toEqual({ state: 'available', version: '9.9.9' })
    await calls.downloadUpdate()
    expect(updater.downloadUpdate).toHaveBeenCalledOnce()
  })

  test('is asked as soon as one is saved', async () => {
    const { calls, loadUpdater, updater } = start()
    expect(loadUpdater).not.toHaveBeenCalled()
    await calls.saveSettings({ app: { updateFeed: FEED } })
    await vi.waitFor(() => expect(updater.checkForUpdates).toHaveBeenCalledOnce())
  })

  test('is not asked by an app that is not packaged', async () => {
    await file.change(withApp({ updateFeed: FEED }))
    const { calls, loadUpdater } = start({ isPackaged: false })
    await calls.saveSettings({ app: { updateFeed: `${FEED}other/` } })
    expect(loadUpdater).not.toHaveBeenCalled()
  })
})
