import { browserOf } from '../state/browser.js'
import type { Sharing } from '../state/sharing.js'

/** What lets the others hear it: another choice in this browser, or another browser. */
export type Remedy = 'tab' | 'browser'

/**
 * What helps where a shared screen came without sound; nothing where that was the person’s own choice, since the app’s
 * list or the browser’s list of tabs let them have it.
 */
export function remedyFor({ stream, picker }: Sharing, isApp: boolean, userAgent: string): Remedy | undefined {
  if (stream.getAudioTracks().length > 0) return undefined
  if (isApp) return picker.asked?.canShareSound ? undefined : 'browser'
  if (/firefox|safari/.test(browserOf(userAgent))) return 'browser'
  return stream.getVideoTracks()[0]?.getSettings().displaySurface === 'browser' ? undefined : 'tab'
}
