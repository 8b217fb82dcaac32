import { log } from '../storage/log.js'
import type { SettingsFile } from '../storage/settings-file.js'
import type { Electron } from './electron.js'
import type { PageState } from './page-state.js'

/** The page names these keys where they are chosen, in renderer/ui/AppSettings.tsx. */
export const MUTE_KEYS = 'CommandOrControl+Shift+M'

/**
 * Has these keys mute and unmute in whatever program the person is, where they want that, and only while they are in a
 * room: otherwise another program may have them. The system tells of presses alone, so that there is no holding to talk.
 */
export function muteEverywhere(
  { globalShortcut }: Electron,
  settings: Pick<SettingsFile, 'settings' | 'on'>,
  page: Pick<PageState, 'status' | 'on'>,
  toggleMicrophone: () => void,
): void {
  let wasWanted = false
  const update = () => {
    const activity = page.status?.activity
    const isInRoom = activity === 'in-call' || activity === 'waiting'
    const isWanted = isInRoom && settings.settings.app.muteShortcut
    if (isWanted === wasWanted) return
    wasWanted = isWanted
    if (!isWanted) globalShortcut.unregister(MUTE_KEYS)
    else if (!globalShortcut.register(MUTE_KEYS, toggleMicrophone)) {
      log.warn(`${MUTE_KEYS} is another program's, or the system gives no keys to programs in the background.`)
    }
  }
  page.on('change', update)
  settings.on('change', update)
}

/** On Wayland such keys go through the desktop's portal, which Chromium has to be told to use. Before `ready` only. */
export function usePortalForKeys(
  { app: { commandLine } }: Electron,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform !== 'linux') return
  const named = commandLine.getSwitchValue('enable-features')
  commandLine.appendSwitch('enable-features', [named, 'GlobalShortcutsPortal'].filter(Boolean).join(','))
}
