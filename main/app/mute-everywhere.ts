import { MUTE_KEYS, muteKeys } from '../../common/mute-keys.js'
import { log } from '../storage/log.js'
import type { SettingsFile } from '../storage/settings-file.js'
import type { Electron } from './electron.js'
import { HeldKeys } from './held-keys.js'
import { t } from './language.js'
import type { PageState } from './page-state.js'

/** Of ui/base/ui_base_features.cc; GNOME gives keys with the second alone. */
const PORTAL_FEATURES = ['GlobalShortcutsPortal', 'GlobalShortcutsPortalPreferredTrigger']

/**
 * Has these keys mute and unmute in whatever program the person is, where they want that, and only while they are in a
 * room: otherwise another program may have them. Where the system tells that they are held, they let the person talk for as
 * long; nobody is unmuted by letting go.
 */
export function muteEverywhere(
  { globalShortcut, Notification }: Electron,
  settings: Pick<SettingsFile, 'settings' | 'on'>,
  page: Pick<PageState, 'status' | 'on'>,
  toggleMicrophone: () => void,
  platform: NodeJS.Platform = process.platform,
): void {
  let wasWanted = false
  let isTold = false
  const toggleIf = (isRight: boolean) => {
    if (wasWanted && isRight) toggleMicrophone()
  }
  const keys = new HeldKeys(
    () => toggleIf(true),
    () => toggleIf(page.status?.microphone === 'on'),
  )
  const update = () => {
    const activity = page.status?.activity
    const isInRoom = activity === 'in-call' || activity === 'waiting'
    const isWanted = isInRoom && settings.settings.app.muteShortcut
    if (isWanted === wasWanted) return
    wasWanted = isWanted
    if (!isWanted) globalShortcut.unregister(MUTE_KEYS)
    else if (!globalShortcut.register(MUTE_KEYS, () => keys.press())) tellOnce()
  }
  const tellOnce = () => {
    if (isTold) return
    isTold = true
    log.warn(`${MUTE_KEYS} is another program's, or the system gives no keys to programs in the background.`)
    if (!Notification.isSupported()) return
    const keys = muteKeys(platform === 'darwin')
    new Notification({ title: t('notification/keys-taken', { keys }), silent: true }).show()
  }
  page.on('change', update)
  settings.on('change', update)
}

/**
 * On Wayland such keys go through the desktop's portal. Electron 45 has both features of Chromium's on by itself
 * (electron/electron#52221), which nothing promises for the next. Before `ready` only.
 */
export function usePortalForKeys(
  { app: { commandLine } }: Electron,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform !== 'linux') return
  const named = commandLine.getSwitchValue('enable-features')
  commandLine.appendSwitch('enable-features', [named, ...PORTAL_FEATURES].filter(Boolean).join(','))
}
