import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import { followSettings } from '../../../../main/app/follow-settings.js'
import type { Push } from '../../../../main/app/push.js'
import type { Updater } from '../../../../main/app/updates.js'
import { SettingsFile } from '../../../../main/storage/settings-file.js'
import type { Vault } from '../../../../main/storage/vault.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const FEED = 'https://updates.example.org/'
const NO_VAULT: Vault = {
  isAvailable: async () => false,
  encrypt: async () => Promise.reject(new Error('no vault')),
  decrypt: async () => Promise.reject(new Error('no vault')),
}
const withApp = (app: Partial<Settings['app']>): Settings => ({
  ...DEFAULT_SETTINGS,
  app: { ...DEFAULT_SETTINGS.app, ...app },
})

let file: SettingsFile

beforeEach(async () => {
  file = await SettingsFile.load(await temporaryFolder(), NO_VAULT)
})

function follow({ isPackaged = true, platform = 'win32' as NodeJS.Platform } = {}) {
  const updater = {
    setFeedURL: vi.fn(),
    checkForUpdates: vi.fn(async () => ({ isUpdateAvailable: true, updateInfo: { version: '9.9.9' } })),
    downloadUpdate: vi.fn(async () => []),
  }
  const loadUpdater = vi.fn(async () => updater as unknown as Updater)
  const setLoginItemSettings = vi.fn()
  const pushed = vi.fn()
  const system = { app: { isPackaged, setLoginItemSettings }, loadUpdater, platform }
  const calls = followSettings(file, pushed as Push, system)
  return { calls, updater, loadUpdater, setLoginItemSettings, pushed }
}

describe('what the page saves', () => {
  test('is kept, and told to the page again', async () => {
    const { calls, pushed } = follow()
    const settings = withApp({ keepHosting: true })
    await calls.saveSettings(settings)
    expect(pushed.mock.calls).toEqual([['settings', settings]])
    expect(await calls.settings()).toEqual({ settings, keepsSecrets: false, canOpenAtLogin: true })
  })

  test('rejects where it cannot be written', async () => {
    const { calls } = follow()
    vi.spyOn(file, 'save').mockResolvedValue(false)
    await expect(calls.saveSettings(DEFAULT_SETTINGS)).rejects.toThrow('could not be written')
  })
})

describe('opening at login', () => {
  test('is told to the system when it changes, and only then', async () => {
    const { calls, setLoginItemSettings } = follow({ platform: 'darwin' })
    await calls.saveSettings(withApp({ openAtLogin: true }))
    await calls.saveSettings(withApp({ openAtLogin: true, keepHosting: true }))
    expect(setLoginItemSettings.mock.calls).toEqual([[{ openAtLogin: true }]])
    await calls.saveSettings(withApp({ openAtLogin: false }))
    expect(setLoginItemSettings).toHaveBeenLastCalledWith({ openAtLogin: false })
  })

  test.each([
    ['Linux', { platform: 'linux' as const }],
    ['an app that is not installed', { isPackaged: false }],
  ])('is not offered on %s', async (_where, options) => {
    const { calls, setLoginItemSettings } = follow(options)
    expect((await calls.settings()).canOpenAtLogin).toBe(false)
    await calls.saveSettings(withApp({ openAtLogin: true }))
    expect(setLoginItemSettings).not.toHaveBeenCalled()
  })
})

describe('the feed of updates', () => {
  test('is asked from the start where there is one, and what it tells reaches the page', async () => {
    await file.change(withApp({ updateFeed: FEED }))
    const { calls, updater, pushed } = follow()
    await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('update', { state: 'available', version: '9.9.9' }))
    expect(updater.setFeedURL).toHaveBeenCalledWith({ provider: 'generic', url: FEED })
    expect((await calls.settings()).update).toEqual({ state: 'available', version: '9.9.9' })
    await calls.downloadUpdate()
    expect(updater.downloadUpdate).toHaveBeenCalledOnce()
  })

  test('is asked as soon as one is saved', async () => {
    const { calls, loadUpdater, updater } = follow()
    expect(loadUpdater).not.toHaveBeenCalled()
    await calls.saveSettings(withApp({ updateFeed: FEED }))
    await vi.waitFor(() => expect(updater.checkForUpdates).toHaveBeenCalledOnce())
  })

  test('is not asked by an app that is not packaged', async () => {
    await file.change(withApp({ updateFeed: FEED }))
    const { calls, loadUpdater } = follow({ isPackaged: false })
    await calls.saveSettings(withApp({ updateFeed: `${FEED}other/` }))
    expect(loadUpdater).not.toHaveBeenCalled()
  })
})
