import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Size } from './grid.js'
import { release } from './release.js'
import * as css from './Video.module.css'

interface Props {
  stream: MediaStream
  testId: string
  label: string
  /** One's own picture, the way a mirror shows it. */
  own?: boolean
  /** There is nothing worth showing. */
  hidden?: boolean
  /** How large it is shown, in the middle of what it is in; undefined: all over it. */
  box?: Size | undefined
  /** Told of the picture's size whenever it changes. */
  onShape?: (size: Size) => void
}

/** Shows the picture of a stream, without its sound. */
export function Video({ stream, testId, label, own = false, hidden = false, box, onShape }: Props) {
  const ref = useRef<HTMLVideoElement>(null)
  // Before it is painted, so that a first picture that is there already is seen at once.
  useLayoutEffect(() => {
    const video = ref.current
    // An element that waits for a first frame holds up the page's load event.
    if (video) video.srcObject = hidden ? null : stream
    return () => release(video)
  }, [stream, hidden])
  return (
    <video
      ref={ref}
      data-testid={testId}
      aria-label={label}
      class={`${own ? css.mirrored : ''} ${hidden ? css.unseen : ''}`}
      {...(box && { style: { width: `${box.width}px`, height: `${box.height}px` } })}
      autoplay
      playsInline
      muted
      onResize={({ currentTarget: { videoWidth: width, videoHeight: height } }) =>
        height > 0 && onShape?.({ width, height })
      }
    />
  )
}
