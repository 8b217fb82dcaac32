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

function within({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const [mostX, mostY] = [((scale - 1) * width) / 2, ((scale - 1) * height) / 2]
  return { scale, x: Math.min(mostX, Math.max(-mostX, x)), y: Math.min(mostY, Math.max(-mostY, y)) }
}
