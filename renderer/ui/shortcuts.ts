import { useEffect } from 'preact/hooks'
import type { DeviceControls } from '../state/device-controls.js'

/** M for the microphone, V for the camera; not while the person is typing. */
export function useMediaShortcuts(devices: DeviceControls): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea')
      if (isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.code === 'KeyM') void devices.toggle('audio')
      if (event.code === 'KeyV') void devices.toggle('video')
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [devices])
}
