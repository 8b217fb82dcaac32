import { expect, test, vi } from 'vitest'
import { loginItem } from '../../../../main/app/login-item.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

test.each([
  ['win32', true, { openAtLogin: true, args: ['--hidden'] }],
  ['darwin', true, { openAtLogin: true }],
  ['linux', true, undefined],
  ['win32', false, undefined],
] as const)('on %s, installed %s, logging in opens the app by %j', (platform, isPackaged, expected) => {
  const setLoginItemSettings = vi.fn()
  const set = loginItem(fakeElectron({ app: { isPackaged, setLoginItemSettings } }), platform)
  set?.(true)
  expect(setLoginItemSettings.mock.calls).toEqual(expected ? [[expected]] : [])
  set?.(false)
  if (expected) expect(setLoginItemSettings).toHaveBeenLastCalledWith({ ...expected, openAtLogin: false })
  else expect(set).toBeUndefined()
})
