import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { release } from './release.js'
import * as css from './Sound.module.css'
import { playThrough, Speaker } from './speaker.js'

/** Plays the sound of a stream. Where the browser wants a press before it makes any, there is a button for that. */
export function Sound({ stream, volume = 1 }: { stream: MediaStream; volume?: number }) {
  const ref = useRef<HTMLAudioElement>(null)
  const [isBlocked, setBlocked] = useState(false)
  const play = () => {
    ref.current?.play().then(
      () => setBlocked(false),
      (error: DOMException) => setBlocked(error.name === 'NotAllowedError'),
    )
  }
  const speaker = useContext(Speaker).value
  useEffect(() => {
    if (ref.current) playThrough(ref.current, speaker)
  }, [speaker])
  useEffect(() => {
    const audio = ref.current
    if (!audio) return
    audio.srcObject = stream
    play()
    return () => release(audio)
  }, [stream])
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody writes captions for what is being said now. */}
      <audio ref={ref} volume={volume} autoplay />
      {isBlocked && (
        <button type="button" class={`${buttons.plain} ${css.play}`} onClick={play}>
          {t('call/turn-on-sound')}
        </button>
      )}
    </>
  )
}
