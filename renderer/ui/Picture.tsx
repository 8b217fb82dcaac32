import { useEffect, useRef, useState } from 'preact/hooks'
import { type Size, visiblePart, wholeOf } from './grid.js'
import * as css from './Picture.module.css'
import { Video } from './Video.js'

/** The shape that a picture is taken to have until it is there. */
const USUAL: Size = { width: 16, height: 9 }
/** Pixels of the copy behind a picture: few, so that it is blurred once it is enlarged. */
const COPY: Size = { width: 16, height: 9 }
const COPY_EVERY_MS = 250

/** The size is that of the frame that the picture is to fill. */
interface Props extends Size {
  stream: MediaStream
  testId: string
  label: string
  own?: boolean
  hidden?: boolean
}

/**
 * A picture that fills its frame, as far as that cuts at most a quarter of a side; around it there is a dark, blurred copy.
 * A double click shows all of it, or covers the frame where it did not.
 */
export function Picture({ width, height, hidden = false, ...video }: Props) {
  const frame = { width, height }
  const [picture, setPicture] = useState(USUAL)
  const [isSwitched, setSwitched] = useState(false)
  const part = visiblePart(picture, frame)
  const isFilled = covers(part, frame)
  const box = isSwitched ? (isFilled ? wholeOf(picture, frame) : frame) : part
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the picture is to be seen either way, and this is no more than taste.
    <div class={css.picture} onDblClick={() => setSwitched(!isSwitched)}>
      {!hidden && !covers(box, frame) && <BlurredCopy />}
      <Video {...video} hidden={hidden} box={box} onShape={setPicture} />
    </div>
  )
}

/** A copy of the video that stands beside it. */
function BlurredCopy() {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    const draw = () => {
      const video = canvas?.parentElement?.querySelector('video')
      if (video && video.videoWidth > 0) context?.drawImage(video, 0, 0, COPY.width, COPY.height)
    }
    draw()
    const timer = setInterval(draw, COPY_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return <canvas ref={ref} class={css.copy} {...COPY} />
}

const covers = (box: Size, frame: Size) => box.width >= frame.width - 1 && box.height >= frame.height - 1
