import type { Session } from 'electron'
import { log } from '../storage/log.js'
import { hasOrigin } from './origin.js'

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

/** What a page wants of camera (`video`) and microphone (`audio`). */
type MediaTypes = readonly ('video' | 'audio')[]

/**
 * Lets pages of `origin` do what a call needs, and refuses everything else to everyone. Electron by itself would grant
 * every page all it asks for. `askSystem` is asked before a page gets camera or microphone, since the system may leave
 * that to the person.
 */
export function limitPermissions(
  session: Session,
  origin: string,
  askSystem: (mediaTypes: MediaTypes) => Promise<boolean>,
): void {
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => GRANTED.has(permission) && hasOrigin(requestingOrigin, origin),
  )
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isGranted = GRANTED.has(permission) && hasOrigin(details.requestingUrl, origin)
    if (!isGranted || permission !== 'media' || !('mediaTypes' in details)) {
      answer(isGranted)
      return
    }
    askSystem(details.mediaTypes ?? []).then(answer, (error: Error) => {
      log.error(`The system did not answer: ${error.message}`)
      answer(false)
    })
  })
}
