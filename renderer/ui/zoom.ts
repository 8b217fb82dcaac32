import type { Size } from './grid.js'

/** How a picture is enlarged: how many times, and how far its middle is from that of its frame, in CSS pixels. */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

interface Point {
  readonly x: number
  readonly y: number
}

export const NO_ZOOM: Zoom = { scale: 1, x: 0, y: 0 }
const MOST = 8

/** Enlarges by a factor, so that what is at this point stays there. Points are counted from the middle of the frame. */
export function zoomAt(zoom: Zoom, factor: number, at: Point, frame: Size): Zoom {
  const scale = Math.min(MOST, Math.max(1, zoom.scale * factor))
  const ratio = scale / zoom.scale
  return within({ scale, x: at.x - (at.x - zoom.x) * ratio, y: at.y - (at.y - zoom.y) * ratio }, frame)
}

/** Moves an enlarged picture, no further than to its edges. */
export const panBy = ({ scale, x, y }: Zoom, by: Point, frame: Size): Zoom =>
  within({ scale, x: x + by.x, y: y + by.y }, frame)

/** By how much a key enlarges, and which share of the frame it moves by. */
const KEY = { factor: 1.25, share: 0.1 }
const MIDDLE: Point = { x: 0, y: 0 }

/** What a key makes of an enlarged picture: + and − enlarge, arrows show what lies that way, 0 shows all. Other keys do nothing. */
export function zoomByKey(zoom: Zoom, key: string, frame: Size): Zoom | undefined {
  const [x, y] = [KEY.share * frame.width, KEY.share * frame.height]
  switch (key) {
    case '+':
    case '=':
      return zoomAt(zoom, KEY.factor, MIDDLE, frame)
    case '-':
      return zoomAt(zoom, 1 / KEY.factor, MIDDLE, frame)
    case '0':
      return NO_ZOOM
    case 'ArrowLeft':
      return panBy(zoom, { x, y: 0 }, frame)
    case 'ArrowRight':
      return panBy(zoom, { x: -x, y: 0 }, frame)
    case 'ArrowUp':
      return panBy(zoom, { x: 0, y }, frame)
    case 'ArrowDown':
      return panBy(zoom, { x: 0, y: -y }, frame)
  }
}

function within({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const [mostX, mostY] = [((scale - 1) * width) / 2, ((scale - 1) * height) / 2]
  return { scale, x: Math.min(mostX, Math.max(-mostX, x)), y: Math.min(mostY, Math.max(-mostY, y)) }
}
