import { afterEach, expect, test, vi } from 'vitest'
import { MUTE_KEYS } from '../../../../common/mute-keys.js'
import type { PageStatus } from '../../../../common/page-status.js'
import { muteEverywhere, usePortalForKeys } from '../../../../main/app/mute-everywhere.js'
import { PageState } from '../../../../main/app/page-state.js'
import { log } from '../../../../main/storage/log.js'
import { SettingsFile } from '../../../../main/storage/settings-file.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { vault } from '../../../helpers/fake-safe-storage.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const IN_CALL: PageStatus = { activity: 'in-call', microphone: 'on', unread: 0 }
const IDLE: PageStatus = { ...IN_CALL, activity: 'idle' }

async function start({ isFree = true } = {}) {
  const keys = new Map<string, () => void>()
  const globalShortcut = {
    register: vi.fn((accelerator: string, press: () => void) => {
      if (isFree) keys.set(accelerator, press)
      return isFree
    }),
    unregister: (accelerator: string) => void keys.delete(accelerator),
  }
  const settings = await SettingsFile.load(await temporaryFolder(), vault())
  const page = new PageState()
  const shown: string[] = []
  class Notification {
    static isSupported = () => true
    constructor(readonly options: { title: string }) {}
    show = () => void shown.push(this.options.title)
  }
  /** As the page does when it is told to. */
  const toggle = vi.fn(() => {
    if (page.status) page.tell({ ...page.status, microphone: page.status.microphone === 'on' ? 'muted' : 'on' })
  })
  muteEverywhere(fakeElectron({ globalShortcut, Notification }), settings, page, toggle, 'linux')
  return { keys, globalShortcut, settings, page, toggle, shown, press: () => keys.get(MUTE_KEYS)?.() }
}

afterEach(() => void vi.useRealTimers())

test('the keys are taken in a room alone, and only where the person wants that', async () => {
  const { keys, settings, page, toggle } = await start()
  page.tell(IN_CALL)
  expect(keys.size).toBe(0)
  await settings.change({ app: { muteShortcut: true } })
  keys.get(MUTE_KEYS)?.()
  expect(toggle).toHaveBeenCalledOnce()
  page.tell(IDLE)
  expect(keys.size).toBe(0)
  page.tell({ ...IN_CALL, activity: 'waiting' })
  expect(keys.size).toBe(1)
  page.forget()
  expect(keys.size).toBe(0)
  page.tell(IN_CALL)
  await settings.change({ app: { muteShortcut: false } })
  expect(keys.size).toBe(0)
})

/** A person who is in a call, and wants the keys. */
async function inCall(microphone: 'on' | 'muted') {
  const started = await start()
  await started.settings.change({ app: { muteShortcut: true } })
  started.page.tell({ ...IN_CALL, microphone })
  vi.useFakeTimers()
  const hold = () => {
    started.press()
    vi.advanceTimersByTime(500)
    for (let repeat = 0; repeat < 30; repeat++) {
      started.press()
      vi.advanceTimersByTime(33)
    }
  }
  return { ...started, hold, isOn: () => started.page.status?.microphone === 'on' }
}

test('whoever is muted talks for as long as the keys are held, where the system tells of that', async () => {
  const { hold, isOn, toggle } = await inCall('muted')
  hold()
  expect(isOn()).toBe(true)
  vi.advanceTimersByTime(300)
  expect(isOn()).toBe(false)
  expect(toggle).toHaveBeenCalledTimes(2)
})

test('nobody is unmuted by letting go, nor muted where the call is over by then', async () => {
  const { hold, isOn, page, toggle } = await inCall('on')
  hold()
  vi.advanceTimersByTime(300)
  expect(isOn()).toBe(false)
  expect(toggle).toHaveBeenCalledOnce()
  hold()
  page.tell(IDLE)
  vi.advanceTimersByTime(300)
  expect(toggle).toHaveBeenCalledTimes(2)
})

test('keys that another program has are asked for once in a call, and that is said once', async () => {
  const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
  const { globalShortcut, settings, page, shown } = await start({ isFree: false })
  await settings.change({ app: { muteShortcut: true } })
  page.tell(IN_CALL)
  page.tell({ ...IN_CALL, unread: 1 })
  expect(globalShortcut.register).toHaveBeenCalledOnce()
  page.tell(IDLE)
  page.tell(IN_CALL)
  expect(globalShortcut.register).toHaveBeenCalledTimes(2)
  expect(warned).toHaveBeenCalledOnce()
  expect(shown).toEqual([
    'Ctrl+Shift+M cannot mute in other programs: another program has these keys, or the system gives them to none.',
  ])
  warned.mockRestore()
})

test('on Linux the desktop’s portal is used, beside features that the command line names', () => {
  const appendSwitch = vi.fn()
  const electron = fakeElectron({ app: { commandLine: { getSwitchValue: () => 'Other', appendSwitch } } })
  usePortalForKeys(electron, 'win32')
  usePortalForKeys(electron, 'linux')
  expect(appendSwitch.mock.calls).toEqual([
    ['enable-features', 'Other,GlobalShortcutsPortal,GlobalShortcutsPortalPreferredTrigger'],
  ])
})
