import type { BrowserWindow, NativeImage } from 'electron'
import type { PageStatus } from '../../common/page-status.js'
import type { Electron } from './electron.js'
import { t } from './language.js'

/** In pixels, to which Electron brings every overlay. */
const DOT_SIZE = 16
/** Which is --danger in renderer/ui/base/tokens.css: blue, green and red, as Windows has them. */
const DOT_COLOUR = [0x2a, 0x38, 0xd0]

/**
 * Shows how many messages are unread on the app's icon. Windows has no such number: there the window's button in the
 * taskbar gets a dot, and flashes when one more comes in while the window is not in front.
 */
export function badge(
  { app, nativeImage }: Electron,
  window: () => BrowserWindow | undefined,
  platform: NodeJS.Platform = process.platform,
): (status: PageStatus | undefined) => void {
  const size = { width: DOT_SIZE, height: DOT_SIZE }
  const dot = platform === 'win32' ? nativeImage.createFromBitmap(dotBitmap(), size) : undefined
  let shown = 0
  return (status) => {
    const unread = status?.unread ?? 0
    if (unread === shown) return
    if (dot) mark(window(), dot, unread, unread > shown)
    else app.setBadgeCount(unread)
    shown = unread
  }
}

function mark(window: BrowserWindow | undefined, dot: NativeImage, unread: number, isMore: boolean): void {
  if (unread === 0) window?.setOverlayIcon(null, '')
  else window?.setOverlayIcon(dot, t('badge/unread', { count: unread }))
  if (isMore && window && !window.isFocused()) window.flashFrame(true)
}

/** A round dot on nothing: 4 bytes for each pixel, of which the last is how opaque it is and the others are dimmed by it. */
function dotBitmap(): Buffer {
  const radius = DOT_SIZE / 2
  const pixels = Array.from({ length: DOT_SIZE ** 2 }, (_, index) => {
    const [x, y] = [index % DOT_SIZE, Math.floor(index / DOT_SIZE)]
    const distance = Math.hypot(x + 0.5 - radius, y + 0.5 - radius)
    const opacity = Math.min(1, Math.max(0, radius - distance))
    return [...DOT_COLOUR, 0xff].map((part) => Math.round(part * opacity))
  })
  return Buffer.from(pixels.flat())
}
