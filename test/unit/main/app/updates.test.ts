import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { UpdateStatus } from '../../../../common/bridge.js'
import { type Updater, Updates } from '../../../../main/app/updates.js'
import { log } from '../../../../main/storage/log.js'

const FEED = 'https://updates.example.org/'
const DAY_MS = 24 * 3_600_000
const found = (version: string) => ({ isUpdateAvailable: true, updateInfo: { version } })
const NOTHING = { isUpdateAvailable: false, updateInfo: { version: '0.1.0' } }

let updater: Updater & { checkForUpdates: ReturnType<typeof vi.fn>; downloadUpdate: ReturnType<typeof vi.fn> }
let load: ReturnType<typeof vi.fn<() => Promise<Updater>>>
let told: (UpdateStatus | undefined)[]
let updates: Updates
let logged: ReturnType<typeof vi.spyOn>

beforeEach(() => {
  vi.useFakeTimers()
  logged = vi.spyOn(log, 'warn').mockImplementation(() => {})
  updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    logger: console,
    requestHeaders: null,
    setFeedURL: vi.fn(),
    checkForUpdates: vi.fn(async () => NOTHING),
    downloadUpdate: vi.fn(async () => []),
  }
  load = vi.fn(async () => updater)
  told = []
  updates = new Updates((status) => told.push(status), load)
})

afterEach(() => {
  logged.mockRestore()
  vi.useRealTimers()
})

/** Lets promises that are settled be followed, and no time pass. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('without a feed', () => {
  test('nothing is loaded, and nobody asked', async () => {
    updates.ask(undefined)
    await vi.advanceTimersByTimeAsync(3 * DAY_MS)
    expect(load).not.toHaveBeenCalled()
    await updates.download()
    expect([load.mock.calls, told, updates.status]).toEqual([[], [], undefined])
  })

  test('any more, nobody is asked again', async () => {
    updates.ask(FEED)
    await settle()
    updates.ask(undefined)
    await vi.advanceTimersByTimeAsync(3 * DAY_MS)
    expect(updater.checkForUpdates).toHaveBeenCalledOnce()
  })
})

describe('a feed', () => {
  test('is asked at once and then once a day, and settings that leave it as it is change nothing', async () => {
    updates.ask(FEED)
    updates.ask(FEED)
    await settle()
    expect(updater.setFeedURL).toHaveBeenCalledWith({ provider: 'generic', url: FEED })
    expect(updater.checkForUpdates).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(2 * DAY_MS)
    expect(updater.checkForUpdates).toHaveBeenCalledTimes(3)
  })

  test('is told nothing of who asks, and nothing is fetched unasked', async () => {
    updates.ask(FEED)
    await settle()
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: true,
      requestHeaders: { 'x-user-staging-id': '' },
    })
    expect(updater.downloadUpdate).not.toHaveBeenCalled()
  })

  test('that has a new version is told, and the version fetched when the person agrees', async () => {
    updater.checkForUpdates.mockResolvedValue(found('0.2.0'))
    updates.ask(FEED)
    await settle()
    expect(updates.status).toEqual({ state: 'available', version: '0.2.0' })
    await updates.download()
    await updates.download()
    expect(updater.downloadUpdate).toHaveBeenCalledOnce()
    expect(told).toEqual(['available', 'downloading', 'downloaded'].map((state) => ({ state, version: '0.2.0' })))
    await vi.advanceTimersByTimeAsync(DAY_MS)
    expect(updater.checkForUpdates).toHaveBeenCalledOnce()
  })

  test('that fails is told in one sentence, and asked again the next day', async () => {
    updater.checkForUpdates.mockRejectedValueOnce(new Error('net::ERR_FAILED\n  at somewhere'))
    updates.ask(FEED)
    await settle()
    expect(updates.status).toEqual({ state: 'failed' })
    expect(logged.mock.calls).toEqual([[`${FEED} tells of no versions: net::ERR_FAILED`]])
    await vi.advanceTimersByTimeAsync(DAY_MS)
    expect(updates.status).toBeUndefined()
  })

  test('that fails later leaves what was found', async () => {
    updater.checkForUpdates.mockResolvedValueOnce(found('0.2.0')).mockRejectedValue(new Error('offline'))
    updates.ask(FEED)
    await vi.advanceTimersByTimeAsync(DAY_MS)
    expect(updates.status).toEqual({ state: 'available', version: '0.2.0' })
  })

  test('that is no longer the one has nothing to say', async () => {
    let answer = (_: typeof NOTHING) => {}
    const slow = new Promise<typeof NOTHING>((resolve) => {
      answer = resolve
    })
    updater.checkForUpdates.mockReturnValueOnce(slow).mockResolvedValue(NOTHING)
    updates.ask('https://old.example.org/')
    await settle()
    updates.ask(FEED)
    answer(found('9.9.9'))
    await settle()
    expect(told).toEqual([undefined])
  })

  test('of an installation that cannot be updated is no failure', async () => {
    updater.checkForUpdates.mockResolvedValue(null)
    updates.ask(FEED)
    await settle()
    expect(updates.status).toBeUndefined()
  })
})

test('a version that cannot be fetched can be tried again', async () => {
  updater.checkForUpdates.mockResolvedValue(found('0.2.0'))
  updater.downloadUpdate.mockRejectedValueOnce(new Error('disk full'))
  updates.ask(FEED)
  await settle()
  await updates.download()
  expect(updates.status).toEqual({ state: 'failed', version: '0.2.0' })
  await updates.download()
  expect(updates.status).toEqual({ state: 'downloaded', version: '0.2.0' })
})

test('an updater that cannot be loaded ends nothing', async () => {
  load.mockRejectedValue(new Error('missing'))
  updates.ask(FEED)
  await settle()
  expect(updates.status).toEqual({ state: 'failed' })
})
