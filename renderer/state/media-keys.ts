import { effect } from '@preact/signals'
import { KINDS, type Kind } from '../call/devices/capture.js'

/** What the system's own controls of a call press, and show. */
export interface CallControl {
  isOn(kind: Kind): boolean
  toggle(kind: Kind): void
  hangUp(): void
}

const ACTIONS = { audio: 'togglemicrophone', video: 'togglecamera' } as const

/**
 * Gives the call to the system's own controls until the function that comes back is called: keys of a headset, the buttons of
 * a picture in picture. By the Media Session standard, of which browsers lack parts, each another. "play" and "pause" are not
 * among them: Chromium controls no session whose players are all of streams, and gives it no such keys (kOneShot in
 * web_media_player_ms.cc, IsControllable in media_session_impl.cc).
 */
export function lendToSystem(session: MediaSession, call: CallControl): () => void {
  for (const kind of KINDS) handle(session, ACTIONS[kind], () => call.toggle(kind))
  handle(session, 'hangup', () => call.hangUp())
  const stopShowing = effect(() => {
    // The state of the one is shown even where the other cannot be.
    session.setMicrophoneActive?.(call.isOn('audio'))?.catch(() => undefined)
    session.setCameraActive?.(call.isOn('video'))?.catch(() => undefined)
  })
  return () => {
    stopShowing()
    for (const action of [...Object.values(ACTIONS), 'hangup'] as const) handle(session, action, null)
  }
}

/** Those of a call, which TypeScript's own list does not have. */
type CallAction = (typeof ACTIONS)[Kind] | 'hangup'

function handle(session: MediaSession, action: CallAction, handler: (() => void) | null): void {
  try {
    session.setActionHandler(action as MediaSessionAction, handler)
  } catch {
    // A browser throws at the name of an action that it does not know.
  }
}
