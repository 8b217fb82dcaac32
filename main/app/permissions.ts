import type { Session } from 'electron'
import { log } from '../storage/log.js'
import type { Electron } from './electron.js'
import { hasOrigin } from './origin.js'
import { askSystem } from './system-privacy.js'

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>>[1]

/** What a call needs: devices, the screen, other machines on the network, and to keep a person informed and undisturbed. */
const GRANTED: ReadonlySet<Permission> = new Set<Permission>([
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
])

/**
 * Lets pages of `origin` do what a call needs, and refuses everything else to everyone. Electron by itself would grant
 * every page all it asks for. The system is asked before a page gets camera or microphone, since it may leave that to
 * the person.
 */
export function limitPermissions(
  electron: Electron,
  origin: string,
  platform: NodeJS.Platform = process.platform,
): void {
  const session = electron.session.defaultSession
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => GRANTED.has(permission) && hasOrigin(requestingOrigin, origin),
  )
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isGranted = GRANTED.has(permission) && hasOrigin(details.requestingUrl, origin)
    if (!isGranted || permission !== 'media' || !('mediaTypes' in details)) {
      answer(isGranted)
      return
    }
    askSystem(electron, details.mediaTypes ?? [], platform).then(answer, (error: Error) => {
      log.error(`The system did not answer: ${error.message}`)
      answer(false)
    })
  })
}
