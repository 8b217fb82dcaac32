import type { Session } from 'electron'
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

/**
 * Lets pages of `origin` do what a call needs without asking, and refuses everything else to everyone. Electron by
 * itself would grant every page all it asks for.
 */
export function limitPermissions(session: Session, origin: string): void {
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => GRANTED.has(permission) && hasOrigin(requestingOrigin, origin),
  )
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(GRANTED.has(permission) && hasOrigin(requestingUrl, origin)),
  )
}
