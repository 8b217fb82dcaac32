import { useEffect, useRef, useState } from 'preact/hooks'

interface Props {
  stream: MediaStream
  testId: string
  label: string
  /** One's own picture: without sound, and the way a mirror shows it. */
  own?: boolean
  /** Draws over the picture, without stopping its sound. */
  hidden?: boolean
}

/** Plays a stream. Where the browser wants a press before it makes sound, there is a button for that. */
export function Video({ stream, testId, label, own = false, hidden = false }: Props) {
  const ref = useRef<HTMLVideoElement>(null)
  const [isBlocked, setBlocked] = useState(false)
  const play = () => {
    ref.current?.play().then(
      () => setBlocked(false),
      (error: DOMException) => setBlocked(error.name === 'NotAllowedError'),
    )
  }
  useEffect(() => {
    const video = ref.current
    if (!video) return
    video.srcObject = stream
    play()
    // A stream that was empty, or lost its last track, does not go on by itself.
    stream.addEventListener('addtrack', play)
    return () => {
      stream.removeEventListener('addtrack', play)
      video.srcObject = null
    }
  }, [stream])
  return (
    <>
      <video
        ref={ref}
        data-testid={testId}
        aria-label={label}
        class={`${own ? 'mirrored' : ''} ${hidden ? 'unseen' : ''}`}
        autoplay
        playsInline
        muted={own}
      />
      {isBlocked && !own && (
        <button type="button" class="btn play" onClick={play}>
          Turn on sound
        </button>
      )}
    </>
  )
}
