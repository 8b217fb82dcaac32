import type { Session } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { limitPermissions } from '../../../../main/app/permissions.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const OWN = 'http://localhost:8080'
type Permission = Parameters<Check>[1]
type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

/** Every permission that this Electron knows: the types hold that none is left out, and that each is called so. */
const EXPECTED: Record<Permission, boolean> = {
  ar: false,
  'automatic-fullscreen': false,
  'background-fetch': false,
  'background-sync': false,
  'captured-surface-control': false,
  'clipboard-read': false,
  'clipboard-sanitized-write': true,
  'deprecated-sync-clipboard-read': false,
  'display-capture': true,
  fileSystem: false,
  fullscreen: true,
  geolocation: false,
  'geolocation-approximate': false,
  'hand-tracking': false,
  hid: false,
  'idle-detection': false,
  keyboardLock: false,
  'local-fonts': false,
  'local-network': true,
  'local-network-access': true,
  'loopback-network': true,
  media: true,
  mediaKeySystem: false,
  midi: false,
  midiSysex: false,
  nfc: false,
  notifications: true,
  openExternal: false,
  'payment-handler': false,
  'periodic-background-sync': false,
  'persistent-storage': false,
  pointerLock: false,
  'screen-wake-lock': true,
  sensors: false,
  serial: false,
  'smart-card': false,
  'speaker-selection': true,
  'storage-access': false,
  'system-wake-lock': false,
  'top-level-storage-access': false,
  usb: false,
  vr: false,
  'web-app-installation': false,
  'web-printing': false,
  'window-management': false,
  unknown: false,
}

/** What a session with these limits answers, to a check and to a request alike or the test fails. */
function limited() {
  let check: Check | null = null
  let request: Request | null = null
  const defaultSession = {
    setPermissionCheckHandler: (handler: Check) => {
      check = handler
    },
    setPermissionRequestHandler: (handler: Request) => {
      request = handler
    },
  }
  limitPermissions(fakeElectron({ session: { defaultSession } }), OWN, 'linux')
  return (permission: Permission, url: string): boolean => {
    const details = { isMainFrame: true, requestingUrl: url }
    const onCheck = check?.(null, permission, url, details)
    let onRequest: boolean | undefined
    request?.(
      {} as Parameters<Request>[0],
      permission,
      (granted) => {
        onRequest = granted
      },
      details,
    )
    expect(onRequest).toBe(onCheck)
    return onCheck ?? false
  }
}

describe('limitPermissions', () => {
  test.each(Object.entries(EXPECTED) as [Permission, boolean][])(
    'answers %s of our own page with %s',
    (permission, isGranted) => {
      expect(limited()(permission, `${OWN}/room`)).toBe(isGranted)
    },
  )

  test.each([
    'http://localhost:8081/',
    'https://localhost:8080/',
    'http://127.0.0.1:8080/',
    'http://localhost:8080.example/',
    'http://localhost:8080@example.com/',
    'https://example.com/',
    'file:///',
    'null',
    '',
  ])('refuses everything to %j', (url) => {
    expect(limited()('media', url)).toBe(false)
  })
})

describe('the system', () => {
  type MediaType = 'video' | 'audio'
  type Ask = (kind: 'camera' | 'microphone') => Promise<boolean>

  /** What a page that wants these devices is answered where the system, of macOS, answers like this. */
  function request(askForMediaAccess: Ask, mediaTypes: MediaType[], url = OWN) {
    return new Promise<boolean>((resolve) => {
      const setPermissionRequestHandler = (handler: Request) =>
        handler({} as Parameters<Request>[0], 'media', resolve, { isMainFrame: true, requestingUrl: url, mediaTypes })
      const defaultSession = { setPermissionCheckHandler() {}, setPermissionRequestHandler }
      const systemPreferences = { askForMediaAccess }
      limitPermissions(fakeElectron({ session: { defaultSession }, systemPreferences }), OWN, 'darwin')
    })
  }

  test.each([true, false])('decides on camera and microphone of our own page: %s', async (isGranted) => {
    const asked: string[] = []
    const answer = request(
      async (kind) => {
        asked.push(kind)
        return isGranted
      },
      ['video', 'audio'],
    )
    await expect(answer).resolves.toBe(isGranted)
    expect(asked).toEqual(['camera', 'microphone'])
  })

  test('is not asked for other pages', async () => {
    const ask = vi.fn(async () => true)
    await expect(request(ask, ['audio'], 'https://example.com/')).resolves.toBe(false)
    expect(ask).not.toHaveBeenCalled()
  })

  test('that fails to answer refuses', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    await expect(request(() => Promise.reject(new Error('broken')), ['audio'])).resolves.toBe(false)
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })
})
