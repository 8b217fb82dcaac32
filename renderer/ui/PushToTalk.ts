import { useEffect } from 'preact/hooks'
import type { DeviceControls } from '../state/device-controls.js'

/** Unmutes the microphone while Space is held. */
export function PushToTalk({ devices }: { devices: DeviceControls }) {
  useEffect(() => {
    const { audio } = devices.inputs
    let isHeld = false
    let isFocusByPointer = false
    const release = () => {
      if (isHeld) void audio.turn(false)
      isHeld = false
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'Space') {
        if (event.key === 'Tab' || event.key.startsWith('Arrow')) isFocusByPointer = false
        return
      }
      const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
      const begins = !event.repeat && !isModified && audio.state.peek() === 'off' && isFree(event, isFocusByPointer)
      if (begins) {
        isHeld = true
        void audio.turn(true)
      }
      if (isHeld) event.preventDefault()
    }
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !isHeld) return
      event.preventDefault()
      release()
    }
    const onPointerDown = () => {
      isFocusByPointer = true
    }
    addEventListener('keydown', onKeyDown)
    addEventListener('keyup', onKeyUp)
    addEventListener('blur', release)
    addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => {
      release()
      removeEventListener('keydown', onKeyDown)
      removeEventListener('keyup', onKeyUp)
      removeEventListener('blur', release)
      removeEventListener('pointerdown', onPointerDown, { capture: true })
    }
  }, [devices])
  return null
}

/** Whether Space means nothing where the focus is. It presses what was reached by the keyboard, not what was clicked last. */
function isFree({ target }: KeyboardEvent, isFocusByPointer: boolean): boolean {
  if (!(target instanceof Element)) return true
  if (target.closest('input, select, textarea, [contenteditable]')) return false
  return isFocusByPointer || !target.closest('button, a, summary, [role="menu"], [tabindex="0"]')
}
