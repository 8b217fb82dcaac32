import { describe, expect, test } from 'vitest'
import type { Privacy } from '../../../../common/bridge.js'
import { askSystem, openPrivacySettings } from '../../../../main/app/system-privacy.js'

describe('askSystem', () => {
  function system(granted: Partial<Record<'camera' | 'microphone', boolean>>) {
    const asked: string[] = []
    const askForMediaAccess = async (kind: 'camera' | 'microphone') => {
      asked.push(kind)
      return granted[kind] ?? false
    }
    return { asked, preferences: { askForMediaAccess } }
  }

  test.each([
    [['video', 'audio'], { camera: true, microphone: true }, ['camera', 'microphone'], true],
    [['video', 'audio'], { microphone: true }, ['camera', 'microphone'], false],
    [['video', 'audio'], { camera: true }, ['camera', 'microphone'], false],
    [['audio'], { microphone: true }, ['microphone'], true],
    [[], {}, [], true],
  ] as const)('for %j, of which the person allows %j, asks for %j: %s', async (types, granted, kinds, expected) => {
    const { asked, preferences } = system(granted)
    await expect(askSystem(preferences, types, 'darwin')).resolves.toBe(expected)
    expect(asked).toEqual(kinds)
  })

  test.each(['win32', 'linux'] as const)('has nothing to ask on %s', async (platform) => {
    const { asked, preferences } = system({})
    await expect(askSystem(preferences, ['video', 'audio'], platform)).resolves.toBe(true)
    expect(asked).toEqual([])
  })
})

describe('openPrivacySettings', () => {
  async function opened(kind: Privacy, platform: NodeJS.Platform) {
    const urls: string[] = []
    await openPrivacySettings(kind, async (url) => void urls.push(url), platform)
    return urls
  }

  test.each([
    ['camera', 'darwin', 'Privacy_Camera'],
    ['microphone', 'darwin', 'Privacy_Microphone'],
    ['screen', 'darwin', 'Privacy_ScreenCapture'],
    ['local-network', 'darwin', 'preference.security?Privacy'],
    ['camera', 'win32', 'ms-settings:privacy-webcam'],
    ['microphone', 'win32', 'ms-settings:privacy-microphone'],
  ] as const)('leads to the page for the %s on %s', async (kind, platform, page) => {
    expect(await opened(kind, platform)).toEqual([expect.stringContaining(page)])
  })

  test.each([
    ['screen', 'win32'],
    ['local-network', 'win32'],
    ['camera', 'linux'],
  ] as const)('opens nothing for %s on %s', async (kind, platform) => {
    expect(await opened(kind, platform)).toEqual([])
  })
})
