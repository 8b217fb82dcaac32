import { describe, expect, test } from 'vitest'
import { startsHidden } from '../../../../main/app/start-hidden.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const openedBy = (system: boolean) =>
  fakeElectron({ app: { getLoginItemSettings: () => ({ wasOpenedAtLogin: system }) } })

describe('startsHidden', () => {
  test.each([
    [['lanline'], false, 'linux', false],
    [['lanline', '--hidden'], false, 'linux', true],
    [['lanline', '--hidden=no', 'hidden'], false, 'win32', false],
    [['lanline'], true, 'darwin', true],
    [['lanline'], false, 'darwin', false],
  ] as const)('of %j, opened at login %s, on %s is %s', (argv, atLogin, platform, expected) => {
    expect(startsHidden([...argv], openedBy(atLogin), platform)).toBe(expected)
  })
})
