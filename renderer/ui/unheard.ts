import { browserOf } from '../state/browser.js'
import type { Sharing } from '../state/sharing.js'

/** What lets the others hear it: another choice in this browser, another browser, or a yes in the settings of macOS. */
export type Remedy = 'tab' | 'browser' | 'permission'

/**
 * What helps where a shared screen came without sound; nothing where that was the person’s own choice, since the app’s
 * list or the browser’s list of tabs let them have it.
 */
export function remedyFor({ stream, picker }: Sharing, isApp: boolean, userAgent: string): Remedy | undefined {
  if (stream.getAudioTracks().length > 0) return undefined
  if (isApp) return remedyInApp(picker, userAgent)
  if (/firefox|safari/.test(browserOf(userAgent))) return 'browser'
  return stream.getVideoTracks()[0]?.getSettings().displaySurface === 'browser' ? undefined : 'tab'
}

/** macOS gives the app a list, and sound, where it lets it record both; elsewhere what was picked comes. */
function remedyInApp({ asked, withSound }: Sharing['picker'], userAgent: string): Remedy | undefined {
  if (asked?.canShareSound && !withSound) return undefined
  return userAgent.includes('Mac') && (!asked || asked.canShareSound) ? 'permission' : 'browser'
}
