import type { Session } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { limitPermissions } from '../../../../main/app/permissions.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const OWN = 'http://localhost:8080'
type Permission = Parameters<Check>[1]
type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

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
  test.each<Permission>([
    'media',
    'display-capture',
    'local-network',
    'local-network-access',
    'loopback-network',
    'fullscreen',
    'clipboard-sanitized-write',
    'notifications',
    'speaker-selection',
    'screen-wake-lock',
  ])('grants %s to our own page', (permission) => {
    expect(limited()(permission, `${OWN}/room`)).toBe(true)
  })

  test.each<Permission>([
    'clipboard-read',
    'fileSystem',
    'geolocation',
    'hid',
    'midi',
    'openExternal',
    'serial',
    'usb',
    'unknown',
  ])('refuses %s to our own page', (permission) => {
    expect(limited()(permission, `${OWN}/`)).toBe(false)
  })

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
