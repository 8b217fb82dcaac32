import { useEffect, useRef } from 'preact/hooks'
import { onScale, trackLevel, watchLevel } from '../call/levels.js'
import type { DeviceControls } from '../state/device-controls.js'
import * as css from './MicrophoneLevel.module.css'

/** How loud one's own microphone is, as what stands in its button. */
export function MicrophoneLevel({ devices }: { devices: DeviceControls }) {
  const ref = useRef<HTMLSpanElement>(null)
  const track = devices.inputs.audio.track.value
  useEffect(() => {
    const style = ref.current?.style
    if (!track || !style) return
    style.setProperty('--level', '0')
    return watchLevel(trackLevel(track), (level) => style.setProperty('--level', onScale(level).toFixed(1)))
  }, [track])
  return <span ref={ref} class={css.level} aria-hidden="true" />
}
