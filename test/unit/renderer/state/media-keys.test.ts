import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { Kind } from '../../../../renderer/call/devices/capture.js'
import { type CallControl, lendToSystem } from '../../../../renderer/state/media-keys.js'

const state = { audio: signal(true), video: signal(false) }
const call = {
  isOn: (kind: Kind) => state[kind].value,
  toggle: vi.fn<CallControl['toggle']>(),
  hangUp: vi.fn<CallControl['hangUp']>(),
}

/** The system's controls as a browser has them that knows these actions. */
function fakeSession(...known: string[]) {
  const handlers = new Map<string, () => void>()
  const shown = { microphone: false, camera: true }
  const session = {
    setActionHandler: (action: string, handler: (() => void) | null) => {
      if (!known.includes(action)) throw new TypeError(`${action} is no MediaSessionAction`)
      if (handler) handlers.set(action, handler)
      else handlers.delete(action)
    },
    // Chromium gives nothing back, the standard a promise.
    setMicrophoneActive: (isActive: boolean) => void Object.assign(shown, { microphone: isActive }),
    setCameraActive: (isActive: boolean) => Promise.resolve(void Object.assign(shown, { camera: isActive })),
  }
  return { session: session as unknown as MediaSession, handlers, shown }
}

test('the system’s controls mute, turn the camera on and hang up, and show how things stand', () => {
  const { session, handlers, shown } = fakeSession('togglemicrophone', 'togglecamera', 'hangup')
  const stop = lendToSystem(session, call)
  expect(shown).toEqual({ microphone: true, camera: false })
  handlers.get('togglemicrophone')?.()
  handlers.get('togglecamera')?.()
  handlers.get('hangup')?.()
  expect(call.toggle.mock.calls).toEqual([['audio'], ['video']])
  expect(call.hangUp).toHaveBeenCalledOnce()
  state.audio.value = false
  expect(shown).toEqual({ microphone: false, camera: false })
  stop()
  expect(handlers.size).toBe(0)
  state.audio.value = true
  expect(shown.microphone).toBe(false)
})

test('a browser that knows none of it has its own way', () => {
  const { setActionHandler } = fakeSession('play').session
  const stop = lendToSystem({ setActionHandler } as unknown as MediaSession, call)
  expect(() => stop()).not.toThrow()
})
