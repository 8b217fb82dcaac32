import { expect, test, vi } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { MUTE_KEYS, muteEverywhere, usePortalForKeys } from '../../../../main/app/mute-everywhere.js'
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
  const toggle = vi.fn()
  muteEverywhere(fakeElectron({ globalShortcut }), settings, page, toggle)
  return { keys, globalShortcut, settings, page, toggle }
}

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

test('keys that another program has are asked for once in a call, and logged', async () => {
  const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
  const { globalShortcut, settings, page } = await start({ isFree: false })
  await settings.change({ app: { muteShortcut: true } })
  page.tell(IN_CALL)
  page.tell({ ...IN_CALL, unread: 1 })
  expect(globalShortcut.register).toHaveBeenCalledOnce()
  expect(warned).toHaveBeenCalledOnce()
  warned.mockRestore()
})

test('on Linux the desktop’s portal is used, beside features that the command line names', () => {
  const appendSwitch = vi.fn()
  const electron = fakeElectron({ app: { commandLine: { getSwitchValue: () => 'Other', appendSwitch } } })
  usePortalForKeys(electron, 'win32')
  usePortalForKeys(electron, 'linux')
  expect(appendSwitch.mock.calls).toEqual([['enable-features', 'Other,GlobalShortcutsPortal']])
})
