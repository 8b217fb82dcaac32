import { signal } from '@preact/signals'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { IceServer } from '../../../../common/ice-server.js'
import { DEFAULT_SETTINGS, type Kept, merged, type Settings, type SettingsPatch } from '../../../../common/settings.js'
import { usable } from '../../../../renderer/call/ice-servers.js'
import type { DeviceControls } from '../../../../renderer/state/device-controls.js'
import { Opening } from '../../../../renderer/state/opening.js'
import { SettingsForm } from '../../../../renderer/state/settings-form.js'
import type { SettingsStore } from '../../../../renderer/state/settings-store.js'
import { speakEnglish } from '../../../helpers/english.js'

beforeAll(speakEnglish)

const STUN: IceServer = { url: 'stun:192.168.1.5', username: '', credential: '' }
const TURN: IceServer = { url: 'turn:192.168.1.5', username: 'ann', credential: 'turn secret' }
const SETTINGS = merged(DEFAULT_SETTINGS, {
  person: { name: 'Ann', language: 'ko', iceServers: [{ ...TURN, credential: '' }] },
})

// Browsers have both.
beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en'] })
  vi.stubGlobal(
    'RTCPeerConnection',
    class {
      close() {}
    },
  )
})

function start(servers: () => Promise<IceServer[]> = async () => [TURN]) {
  const saved: SettingsPatch[] = []
  let kept: Kept = 'all'
  const store = {
    settings: signal<Settings>(SETTINGS),
    iceServers: servers,
    change: async (patch: SettingsPatch) => {
      saved.push(patch)
      store.settings.value = merged(store.settings.value, patch)
      return kept
    },
  }
  const input = { deviceId: signal<string | undefined>(undefined) }
  const choose = vi.fn(async () => {})
  const person = { name: signal('Ann'), setName: vi.fn() }
  const rooms = {
    operator: signal<{ capacity: number } | undefined>({ capacity: 8 }),
    setCapacity: vi.fn(async () => true),
  }
  const opening = new Opening()
  opening.open()
  const form = new SettingsForm(
    store as unknown as SettingsStore,
    { inUse: () => input.deviceId.value, choose } as unknown as DeviceControls,
    person,
    rooms,
    opening,
  )
  const keeping = (how: Kept) => {
    kept = how
  }
  return { form, opening, saved, store, rooms, keeping }
}

test('nothing is saved that is as it was', async () => {
  const { form, opening, saved } = start()
  await form.open()
  expect(await form.save()).toBe('done')
  expect(saved).toEqual([])
  expect(opening.isOpen.value).toBe(false)
})

test('only what is another is saved, also where it is as by default now', async () => {
  const { form, saved, store } = start()
  await form.open()
  store.settings.value = merged(store.settings.value, { app: { keepHosting: true } })
  form.change({ language: '', port: '9090' })
  expect(await form.save()).toBe('done')
  expect(saved).toEqual([{ person: { language: undefined }, host: { port: 9090 } }])
  expect(saved[0]?.person).toHaveProperty('language')
  expect(store.settings.value.person).not.toHaveProperty('language')
  expect(store.settings.value.app.keepHosting).toBe(true)
})

test('how many fit in a room is told to the host, where that is another; what the host does not do is said', async () => {
  const { form, opening, saved, rooms } = start()
  await form.open()
  form.change({ capacity: 8 })
  expect(await form.save()).toBe('done')
  expect(rooms.setCapacity).not.toHaveBeenCalled()

  await form.open()
  form.change({ capacity: 4 })
  expect(await form.save()).toBe('done')
  expect(rooms.setCapacity.mock.calls).toEqual([[4]])
  expect(saved).toEqual([])

  opening.open()
  await form.open()
  form.change({ capacity: 5 })
  rooms.setCapacity.mockResolvedValueOnce(false)
  expect(await form.save()).toBe('problem')
  expect([opening.isOpen.value, form.problem.value]).toEqual([true, 'not-kept'])
})

test('a form tells whether closing it would lose something', async () => {
  const { form, keeping } = start()
  await form.open()
  expect(form.isChanged).toBe(false)
  form.change({ port: '9090' })
  expect(form.isChanged).toBe(true)
  form.change({ port: '8080' })
  expect(form.isChanged).toBe(false)

  // An empty server is none.
  const key = form.servers.add()
  expect(form.isChanged).toBe(false)
  form.servers.change(key, { url: 'stun' })
  expect(form.isChanged).toBe(true)
  form.servers.remove(key)
  expect(form.isChanged).toBe(false)

  // What holds, though it is not kept, is not lost.
  form.change({ port: '9090' })
  keeping('nothing')
  expect(await form.save()).toBe('problem')
  expect(form.isChanged).toBe(false)
})

test('the servers are saved with the passwords that the form was given', async () => {
  const { form, saved } = start()
  await form.open()
  expect(form.servers.servers.value).toMatchObject([TURN])
  form.servers.change(form.servers.add(), STUN)
  expect(await form.save()).toBe('done')
  expect(saved).toEqual([{ person: { iceServers: [TURN, STUN] } }])
})

test.each([
  ['nothing', 'not-kept'],
  ['without-secrets', 'passwords-not-kept'],
] as const)('where %s is kept the form stays open and says so, and saves again', async (kept, problem) => {
  const { form, opening, saved, keeping } = start()
  await form.open()
  form.change({ port: '9090' })
  keeping(kept)
  expect(await form.save()).toBe('problem')
  expect([opening.isOpen.value, form.problem.value]).toEqual([true, problem])
  keeping('all')
  expect(await form.save()).toBe('done')
  expect(saved).toEqual([{ host: { port: 9090 } }, { host: { port: 9090 } }])
})

test('a form that is open keeps what was entered, however often it is asked for', async () => {
  const { form } = start()
  await Promise.all([form.open(), form.open()])
  form.change({ port: '9090' })
  await form.open()
  expect(form.draft.value?.port).toBe('9090')
})

test('a call asks the servers that are whole and that the browser takes', () => {
  expect(usable([TURN, STUN])).toEqual([
    { urls: TURN.url, username: 'ann', credential: 'turn secret' },
    { urls: STUN.url },
  ])
  expect(usable([{ ...TURN, credential: '' }, STUN])).toEqual([{ urls: STUN.url }])
})
