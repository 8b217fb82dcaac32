import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Bridge, BridgeEvents, CurrentSettings } from '../../../../common/bridge.js'
import { DEFAULT_SETTINGS, type Kept, merged, type Settings, type SettingsPatch } from '../../../../common/settings.js'
import { SettingsStore } from '../../../../renderer/state/settings-store.js'

const TURN = { url: 'turn:192.168.1.5', username: 'ann', credential: '' }
const STUN = { url: 'stun:192.168.1.5', username: '', credential: '' }

/** An app whose answers to what is saved come when the test says so. */
class FakeApp {
  readonly saved: SettingsPatch[] = []
  readonly #answers: { resolve(answer: CurrentSettings & { kept: Kept }): void; reject(error: Error): void }[] = []
  readonly #listeners = new Map<string, (payload: never) => void>()
  hasNewPasscode = false
  revision = 0

  constructor(public settings: Settings = DEFAULT_SETTINGS) {}

  readonly bridge = {
    on: (event: string, listener: (payload: never) => void) => {
      this.#listeners.set(event, listener)
      return () => {}
    },
    settings: async () => ({
      ...this.current,
      hasNewPasscode: this.hasNewPasscode,
      keepsSecrets: true,
      managed: [],
      canOpenAtLogin: true,
    }),
    saveSettings: (patch: SettingsPatch) => {
      this.change(patch)
      this.saved.push(patch)
      return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }))
    },
    iceServers: vi.fn(async () => [{ ...TURN, credential: 'turn secret' }]),
    hostPasscode: vi.fn(async () => 'sesame'),
  } as unknown as Bridge & { iceServers: ReturnType<typeof vi.fn>; hostPasscode: ReturnType<typeof vi.fn> }

  get current(): CurrentSettings {
    return { settings: this.settings, revision: this.revision }
  }

  change(patch: SettingsPatch): CurrentSettings {
    this.settings = merged(this.settings, patch)
    this.revision++
    return this.current
  }

  tell<Event extends keyof BridgeEvents>(event: Event, payload: BridgeEvents[Event]): void {
    this.#listeners.get(event)?.(payload as never)
  }

  /** Answers one of the saves, by default with what holds now. */
  answer(save: number, current = this.current, kept: Kept = 'all'): void {
    this.#answers[save]?.resolve({ ...current, kept })
  }

  fail(save: number): void {
    this.#answers[save]?.reject(new Error('The app failed.'))
  }
}

async function inApp(app = new FakeApp()) {
  const store = new SettingsStore()
  await store.useBridge(app.bridge)
  return { app, store }
}

/** A browser's localStorage. */
function fakeStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const reported = vi.fn()
beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage())
  vi.stubGlobal('reportError', reported)
})
afterEach(() => {
  vi.unstubAllGlobals()
  reported.mockReset()
})

describe('in the app', () => {
  test('a change holds at once, and only what is changed is saved', async () => {
    const { app, store } = await inApp()
    const kept = store.changePerson({ name: 'Ann' })
    expect(store.person.name).toBe('Ann')
    expect(app.saved).toEqual([{ person: { name: 'Ann' } }])
    app.answer(0)
    expect(await kept).toBe('all')
    expect(store.settings.value).toEqual(app.settings)
  })

  test('a change made while an earlier save is on its way is not undone by the answer', async () => {
    const { app, store } = await inApp()
    const first = store.changePerson({ name: 'Ann' })
    const early = app.current
    const second = store.changePerson({ name: 'Bob', quality: 'high' })
    app.answer(0, early)
    await first
    expect(store.person).toMatchObject({ name: 'Bob', quality: 'high' })
    app.answer(1)
    await second
    expect(store.person).toMatchObject({ name: 'Bob', quality: 'high' })
  })

  test('answers that overtake each other end with what was changed last', async () => {
    const { app, store } = await inApp()
    const first = store.changePerson({ name: 'Ann' })
    const early = app.current
    const second = store.changePerson({ name: 'Bob' })
    app.answer(1)
    await second
    app.answer(0, early)
    await first
    expect(store.person.name).toBe('Bob')
  })

  test('what somebody else changes holds, and neither undoes nor is undone by what is on its way', async () => {
    const { app, store } = await inApp()
    const first = store.changePerson({ name: 'Ann' })
    const early = app.current
    app.tell('settings', app.change({ person: { ringSound: false } }))
    expect(store.person).toMatchObject({ name: 'Ann', ringSound: false })
    app.answer(0, early)
    await first
    expect(store.person).toMatchObject({ name: 'Ann', ringSound: false })
  })

  test('news of before an answer say nothing new', async () => {
    const { app, store } = await inApp()
    const news = app.change({ person: { ringSound: false } })
    const saving = store.changePerson({ name: 'Ann' })
    app.answer(0)
    await saving
    app.tell('settings', news)
    expect(store.person).toMatchObject({ name: 'Ann', ringSound: false })
  })

  test('a save that fails holds all the same, under those that came after it', async () => {
    const { app, store } = await inApp()
    const first = store.changePerson({ name: 'Ann', quality: 'high' })
    const second = store.changePerson({ name: 'Bob' })
    app.fail(0)
    expect(await first).toBe('nothing')
    expect(reported).toHaveBeenCalledOnce()
    expect(store.person).toMatchObject({ name: 'Bob', quality: 'high' })
    app.answer(1)
    expect(await second).toBe('all')
    expect(store.person.name).toBe('Bob')
  })

  test.each<Kept>(['all', 'without-secrets', 'nothing'])('it is told that %s is kept', async (kept) => {
    const { app, store } = await inApp()
    const saving = store.change({ app: { keepHosting: true } })
    app.answer(0, app.current, kept)
    expect(await saving).toBe(kept)
    expect(store.settings.value.app.keepHosting).toBe(true)
  })

  test('a name that the browser had is taken over', async () => {
    await new SettingsStore().changePerson({ name: 'Ann' })
    const app = new FakeApp()
    const using = new SettingsStore().useBridge(app.bridge)
    await vi.waitFor(() => expect(app.saved).toEqual([{ person: { name: 'Ann' } }]))
    app.answer(0)
    await using
  })

  test('an app that does not tell its settings leaves those of the page', async () => {
    const app = new FakeApp()
    app.bridge.settings = () => Promise.reject(new Error('no answer'))
    const { store } = await inApp(app)
    expect(reported).toHaveBeenCalledOnce()
    expect(await store.changePerson({ name: 'Ann' })).toBe('all')
    expect(new SettingsStore().person.name).toBe('Ann')
  })
})

describe('secrets', () => {
  test('passwords are asked for where a server has one', async () => {
    const { app, store } = await inApp(new FakeApp(merged(DEFAULT_SETTINGS, { person: { iceServers: [TURN] } })))
    expect(app.bridge.iceServers).not.toHaveBeenCalled()
    expect(await store.iceServers()).toEqual([{ ...TURN, credential: 'turn secret' }])
    expect(store.person.iceServers).toEqual([TURN])
  })

  test('passwords are not asked for where no server has one', async () => {
    const { app, store } = await inApp(new FakeApp(merged(DEFAULT_SETTINGS, { person: { iceServers: [STUN] } })))
    expect(await store.iceServers()).toEqual([STUN])
    expect(app.bridge.iceServers).not.toHaveBeenCalled()
  })

  test('an app that does not tell passwords keeps nobody from calling', async () => {
    const { app, store } = await inApp(new FakeApp(merged(DEFAULT_SETTINGS, { person: { iceServers: [TURN] } })))
    app.bridge.iceServers.mockRejectedValue(new Error('no answer'))
    expect(await store.iceServers()).toEqual([TURN])
    expect(reported).toHaveBeenCalledOnce()
  })

  test('the passcode is asked for only where the person is to be told of a new one, until it changes', async () => {
    expect((await inApp()).app.bridge.hostPasscode).not.toHaveBeenCalled()
    const locked = new FakeApp()
    locked.hasNewPasscode = true
    const { store } = await inApp(locked)
    expect(store.newPasscode.value).toBe('sesame')
    locked.tell('passcode-changed', undefined)
    expect(store.newPasscode.value).toBeUndefined()
  })
})

describe('in a browser', () => {
  test('what is changed is kept with its passwords', async () => {
    const server = { ...TURN, credential: 'turn secret' }
    expect(await new SettingsStore().changePerson({ iceServers: [server] })).toBe('all')
    const store = new SettingsStore()
    expect(await store.iceServers()).toEqual([server])
  })

  test('two tabs change different things', async () => {
    const [one, other] = [new SettingsStore(), new SettingsStore()]
    await one.changePerson({ name: 'Ann' })
    await other.changePerson({ quality: 'saving' })
    expect(new SettingsStore().person).toMatchObject({ name: 'Ann', quality: 'saving' })
  })

  test('what a newer Lanline kept stays as it is, and changes hold for as long as the page is there', async () => {
    const newer = JSON.stringify({ ...DEFAULT_SETTINGS, version: 99 })
    localStorage.setItem('lanline.settings', newer)
    const store = new SettingsStore()
    expect(store.notice.value).toEqual({ kind: 'newer' })
    expect(await store.changePerson({ name: 'Ann' })).toBe('nothing')
    await store.changePerson({ quality: 'high' })
    expect(store.person).toMatchObject({ name: 'Ann', quality: 'high' })
    expect(localStorage.getItem('lanline.settings')).toBe(newer)
  })

  test('without storage changes hold for as long as the page is there', async () => {
    vi.stubGlobal('localStorage', undefined)
    const store = new SettingsStore()
    await store.changePerson({ name: 'Ann' })
    await store.changePerson({ quality: 'high' })
    expect(store.person).toMatchObject({ name: 'Ann', quality: 'high' })
  })
})
