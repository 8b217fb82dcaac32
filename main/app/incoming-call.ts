import type { BrowserWindow, Dock } from 'electron'
import type { PageStatus } from '../../common/page-status.js'
import { log } from '../storage/log.js'
import type { Electron } from './electron.js'
import { t } from './language.js'
import type { Push } from './push.js'
import type { MainWindow } from './window.js'

/**
 * Tells a person whose window is not in front that someone rings: by a notification, and by the window, which flashes
 * or bounces, and shows itself where it was hidden. All of that ends with the ringing. Before a call is answered by itself
 * the window comes to the front, so that nobody is seen by a camera whose window is hidden.
 */
export function announceCalls(
  { app, Notification }: Electron,
  window: MainWindow,
  push: Push,
  platform: NodeJS.Platform = process.platform,
): (status: PageStatus | undefined) => void {
  let caller: string | undefined
  let end = (_isAnswered: boolean) => {}
  let hasFailed = false
  let wasByItself = false

  const begin = (name: string) => {
    const shown = window.current
    if (!shown || shown.isFocused()) return
    const notification = notifyOf(name)
    // Only macOS has a dock.
    const undoAlert = app.dock ? bounce(app.dock) : flash(shown)
    const undoRaise = raise(shown)
    end = (isAnswered) => {
      notification?.close()
      undoAlert()
      if (!isAnswered) undoRaise()
    }
  }

  const notifyOf = (name: string) => {
    if (!Notification.isSupported()) return undefined
    const notification = new Notification({
      title: t('tray/ringing', { name }),
      body: t('notification/answer'),
      // The page rings.
      silent: true,
      urgency: 'critical',
      // Windows would add a button to close it to the two below.
      timeoutType: platform === 'win32' ? 'default' : 'never',
      // Left out by systems that show none, such as Linux.
      actions: [
        { type: 'button', text: t('notification/accept') },
        { type: 'button', text: t('notification/decline') },
      ],
    })
    // As on macOS for an app without a signature; the window tells of the call all the same.
    notification.on('failed', (_event, error) => {
      if (!hasFailed) log.warn(`The system shows no notifications: ${error}`)
      hasFailed = true
    })
    notification.on('click', () => window.toFront())
    notification.on('action', ({ actionIndex }) => {
      push(actionIndex === 0 ? 'accept-call' : 'decline-call', undefined)
      if (actionIndex === 0) window.toFront()
    })
    notification.show()
    return notification
  }

  return (status) => {
    const isByItself = status?.answersByItself ?? false
    if (isByItself && !wasByItself) window.toFront()
    wasByItself = isByItself
    const rings = status?.activity === 'ringing' ? status.caller || t('tray/someone') : undefined
    if (rings === caller) return
    caller = rings
    end(status?.activity === 'in-call')
    end = () => {}
    if (rings !== undefined) begin(rings)
  }
}

function bounce(dock: Dock): () => void {
  const id = dock.bounce('critical')
  return () => dock.cancelBounce(id)
}

function flash(window: BrowserWindow): () => void {
  window.flashFrame(true)
  return () => {
    if (!window.isDestroyed()) window.flashFrame(false)
  }
}

/**
 * Shows a hidden window without taking the keyboard. It hides again, unless the person has turned to it. One that is
 * minimised, which macOS counts as hidden, stays so.
 */
function raise(window: BrowserWindow): () => void {
  if (window.isVisible() || window.isMinimized()) return () => {}
  window.showInactive()
  return () => {
    if (!window.isDestroyed() && !window.isFocused()) window.hide()
  }
}
