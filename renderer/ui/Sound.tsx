import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../state/language.js'

/** Plays the sound of a stream. Where the browser wants a press before it makes any, there is a button for that. */
export function Sound({ stream }: { stream: MediaStream }) {
  const ref = useRef<HTMLAudioElement>(null)
  const [isBlocked, setBlocked] = useState(false)
  const play = () => {
    ref.current?.play().then(
      () => setBlocked(false),
      (error: DOMException) => setBlocked(error.name === 'NotAllowedError'),
    )
  }
  useEffect(() => {
    if (!ref.current) return
    ref.current.srcObject = stream
    play()
  }, [stream])
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody writes captions for what is being said now. */}
      <audio ref={ref} autoplay />
      {isBlocked && (
        <button type="button" class="btn play" onClick={play}>
          {t('call/turn-on-sound')}
        </button>
      )}
    </>
  )
}
