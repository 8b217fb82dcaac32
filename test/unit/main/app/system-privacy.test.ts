import { describe, expect, test } from 'vitest'
import type { Privacy } from '../../../../common/bridge.js'
import { askSystem, openPrivacySettings } from '../../../../main/app/system-privacy.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const INSTALLED = { isPackaged: true, commandLine: { hasSwitch: () => false } }

describe('askSystem', () => {
  function system(granted: Partial<Record<'camera' | 'microphone', boolean>>, app: object = INSTALLED) {
    const asked: string[] = []
    const askForMediaAccess = async (kind: 'camera' | 'microphone') => {
      asked.push(kind)
      return granted[kind] ?? false
    }
    return { asked, electron: fakeElectron({ app, systemPreferences: { askForMediaAccess } }) }
  }

  test.each([
    [['video', 'audio'], { camera: true, microphone: true }, ['camera', 'microphone'], true],
    [['video', 'audio'], { microphone: true }, ['camera', 'microphone'], false],
    [['video', 'audio'], { camera: true }, ['camera', 'microphone'], false],
    [['audio'], { microphone: true }, ['microphone'], true],
    [[], {}, [], true],
  ] as const)('for %j, of which the person allows %j, asks for %j: %s', async (types, granted, kinds, expected) => {
    const { asked, electron } = system(granted)
    await expect(askSystem(electron, types, 'darwin')).resolves.toBe(expected)
    expect(asked).toEqual(kinds)
  })

  test('asks nothing for pretended devices where the app is developed, and never skips asking elsewhere', async () => {
    for (const [isPackaged, hasSwitch, expected] of [
      [false, true, []],
      [false, false, ['camera']],
      [true, true, ['camera']],
    ] as const) {
      const { asked, electron } = system({ camera: true }, { isPackaged, commandLine: { hasSwitch: () => hasSwitch } })
      await expect(askSystem(electron, ['video'], 'darwin')).resolves.toBe(true)
      expect(asked).toEqual(expected)
    }
  })

  test.each(['win32', 'linux'] as const)('has nothing to ask on %s', async (platform) => {
    const { asked, electron } = system({})
    await expect(askSystem(electron, ['video', 'audio'], platform)).resolves.toBe(true)
    expect(asked).toEqual([])
  })
})

describe('openPrivacySettings', () => {
  async function opened(kind: Privacy, platform: NodeJS.Platform) {
    const done: string[] = []
    const openExternal = async (url: string) => void done.push(url)
    const getSources = async () => {
      done.push('asks for the screen')
      throw new Error('Failed to get sources.')
    }
    await openPrivacySettings(
      fakeElectron({ shell: { openExternal }, desktopCapturer: { getSources } }),
      kind,
      platform,
    )
    return done
  }

  test.each([
    ['camera', 'darwin', 'Privacy_Camera'],
    ['microphone', 'darwin', 'Privacy_Microphone'],
    ['local-network', 'darwin', 'preference.security?Privacy'],
    ['camera', 'win32', 'ms-settings:privacy-webcam'],
    ['microphone', 'win32', 'ms-settings:privacy-microphone'],
  ] as const)('leads to the page for the %s on %s', async (kind, platform, page) => {
    expect(await opened(kind, platform)).toEqual([expect.stringContaining(page)])
  })

  test('has macOS list the app beforehand, which it does once the app has asked for the screen', async () => {
    expect(await opened('screen', 'darwin')).toEqual([
      'asks for the screen',
      expect.stringContaining('Privacy_ScreenCapture'),
    ])
  })

  test.each([
    ['screen', 'win32'],
    ['local-network', 'win32'],
    ['camera', 'linux'],
  ] as const)('opens nothing for %s on %s', async (kind, platform) => {
    expect(await opened(kind, platform)).toEqual([])
  })
})
