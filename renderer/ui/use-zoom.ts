import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { NO_ZOOM, panBy, type Zoom, zoomAt, zoomByKey } from './zoom.js'

/** How much a turn of the wheel enlarges, for each pixel that it would scroll. */
const WHEEL = 0.002
const ENDS = ['pointerup', 'pointercancel'] as const

/**
 * Lets what is in an element be enlarged by wheel and pinch, and moved by dragging; and both by keys,
 * while the focus is in it. Gives the zoom, and what ends it.
 */
export function useZoom(ref: RefObject<HTMLElement | null>): [Zoom, () => void] {
  const [zoom, setZoom] = useState(NO_ZOOM)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const pointers = new Map<number, PointerEvent>()
    const middle = ({ clientX, clientY }: MouseEvent) => {
      const box = element.getBoundingClientRect()
      return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
    }
    const frame = () => element.getBoundingClientRect()
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      setZoom((before) => zoomAt(before, Math.exp(-event.deltaY * WHEEL), middle(event), frame()))
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (zoomByKey(NO_ZOOM, event.key, frame()) === undefined) return
      event.preventDefault()
      setZoom((before) => zoomByKey(before, event.key, frame()) ?? before)
    }
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Element && event.target.closest('button')) return
      element.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, event)
    }
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      if (!before) return
      pointers.set(event.pointerId, event)
      const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId)
      const by = { x: event.clientX - before.clientX, y: event.clientY - before.clientY }
      if (!other) setZoom((zoom) => panBy(zoom, by, frame()))
      else setZoom((zoom) => zoomAt(zoom, apart(event, other) / apart(before, other), middle(other), frame()))
    }
    const onEnd = ({ pointerId }: PointerEvent) => pointers.delete(pointerId)
    element.addEventListener('wheel', onWheel, { passive: false })
    element.addEventListener('keydown', onKey)
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    for (const end of ENDS) element.addEventListener(end, onEnd)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('keydown', onKey)
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      for (const end of ENDS) element.removeEventListener(end, onEnd)
    }
  }, [ref])
  return [zoom, () => setZoom(NO_ZOOM)]
}

/** Never nothing, since it is divided by. */
const apart = (one: PointerEvent, other: PointerEvent) =>
  Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY))
