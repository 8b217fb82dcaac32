import type { Privacy } from '../../common/bridge.js'
import type { Electron } from './electron.js'

/** The system's own pages; macOS: Apple's privacy anchors, Windows: "Launch Windows Settings" of Microsoft's documentation. */
const SETTINGS_PAGES: { [Platform in NodeJS.Platform]?: { [Kind in Privacy]?: string } } = {
  darwin: {
    camera: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera',
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    screen: 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
    // Has no anchor of its own (Apple's FB15174255).
    'local-network': 'x-apple.systempreferences:com.apple.preference.security?Privacy',
  },
  win32: {
    camera: 'ms-settings:privacy-webcam',
    microphone: 'ms-settings:privacy-microphone',
  },
}

const NO_SIZE = { width: 0, height: 0 }

/** Asks the person for what a page is about to use. Only macOS asks; it does so once, and remembers the answer. */
export async function askSystem(
  { app, systemPreferences }: Electron,
  mediaTypes: readonly ('video' | 'audio')[],
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  if (platform !== 'darwin') return true
  // Pretended devices need nobody's permission, and tests have nobody to give it.
  if (!app.isPackaged && app.commandLine.hasSwitch('use-fake-device-for-media-stream')) return true
  // One question after the other, and both, so that the second is answered too.
  let isGranted = true
  for (const type of mediaTypes) {
    const kind = type === 'video' ? 'camera' : 'microphone'
    if (!(await systemPreferences.askForMediaAccess(kind))) isGranted = false
  }
  return isGranted
}

/**
 * Opens the system's page on which the person can allow what was refused, where there is one. macOS lists there who may
 * record the screen, once they have asked, as Electron does before it looks for screens.
 */
export async function openPrivacySettings(
  { desktopCapturer, shell }: Electron,
  kind: Privacy,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const url = SETTINGS_PAGES[platform]?.[kind]
  if (url === undefined) return
  if (kind === 'screen') await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: NO_SIZE }).catch(() => [])
  await shell.openExternal(url)
}
