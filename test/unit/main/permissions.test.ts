import type { Session } from 'electron'
import { describe, expect, test } from 'vitest'
import { limitPermissions } from '../../../main/permissions.js'

const OWN = 'http://localhost:8080'
type Permission = Parameters<Check>[1]
type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

/** What a session with these limits answers, to a check and to a request alike or the test fails. */
function limited() {
  let check: Check | null = null
  let request: Request | null = null
  limitPermissions(
    {
      setPermissionCheckHandler: (handler: Check) => {
        check = handler
      },
      setPermissionRequestHandler: (handler: Request) => {
        request = handler
      },
    } as Session,
    OWN,
  )
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
