import type { App, BrowserWindow } from 'electron'
import type { PageStatus } from '../common/page-status.js'

/**
 * Shows how many messages are unread on the app's icon. Windows has no such number: there the window's button flashes
 * when one more comes in while the window is not in front.
 */
export function badge(
  app: Pick<App, 'setBadgeCount'>,
  window: () => BrowserWindow | undefined,
  platform: NodeJS.Platform = process.platform,
): (status: PageStatus | undefined) => void {
  let shown = 0
  return (status) => {
    const unread = status?.unread ?? 0
    if (unread === shown) return
    if (platform === 'win32') flash(window(), unread > shown)
    else app.setBadgeCount(unread)
    shown = unread
  }
}

function flash(window: BrowserWindow | undefined, isMore: boolean): void {
  if (isMore && window && !window.isFocused()) window.flashFrame(true)
}
