import { useEffect, useRef } from 'preact/hooks'
import * as css from './Video.module.css'

interface Props {
  stream: MediaStream
  testId: string
  label: string
  /** One's own picture, the way a mirror shows it. */
  own?: boolean
  /** There is nothing worth showing. */
  hidden?: boolean
}

/** Shows the picture of a stream, without its sound. */
export function Video({ stream, testId, label, own = false, hidden = false }: Props) {
  const ref = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    // An element that waits for a first frame holds up the page's load event.
    if (ref.current) ref.current.srcObject = hidden ? null : stream
  }, [stream, hidden])
  return (
    <video
      ref={ref}
      data-testid={testId}
      aria-label={label}
      class={`${own ? css.mirrored : ''} ${hidden ? css.unseen : ''}`}
      autoplay
      playsInline
      muted
    />
  )
}
