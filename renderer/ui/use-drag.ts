import { useRef, useState } from 'preact/hooks'
import type { Corner } from '../state/call-view.js'

/** A pointer that moves less, in CSS pixels, presses and does not drag. */
const DRAGS_FROM = 8
/** Which side of a corner an arrow key puts in place of which. */
const SIDES: { readonly [key: string]: readonly [string, string] } = {
  ArrowLeft: ['Right', 'Left'],
  ArrowRight: ['Left', 'Right'],
  ArrowUp: ['bottom', 'top'],
  ArrowDown: ['top', 'bottom'],
}
const NOWHERE = { x: 0, y: 0 }

/** Lets an element be dragged, or moved by arrow keys, and tells the corner of the view that it goes to; or else that it was pressed. */
export function useDrag(onDrop: (corner: Corner) => void, onPress: () => void) {
  const from = useRef<{ x: number; y: number } | null>(null)
  const hasDragged = useRef(false)
  const [offset, setOffset] = useState(NOWHERE)
  const end = () => {
    from.current = null
    setOffset(NOWHERE)
  }
  return {
    style: { translate: `${offset.x}px ${offset.y}px` },
    onPointerDown: ({ currentTarget, clientX, clientY, pointerId }: preact.TargetedPointerEvent<HTMLElement>) => {
      // A quick pointer leaves the element before it has moved.
      currentTarget.setPointerCapture(pointerId)
      from.current = { x: clientX, y: clientY }
      hasDragged.current = false
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (!from.current) return
      const [x, y] = [clientX - from.current.x, clientY - from.current.y]
      if (!hasDragged.current && Math.hypot(x, y) < DRAGS_FROM) return
      hasDragged.current = true
      setOffset({ x, y })
    },
    onPointerUp: ({ currentTarget }: preact.TargetedPointerEvent<HTMLElement>) => {
      if (hasDragged.current) onDrop(cornerOf(currentTarget))
      end()
    },
    onPointerCancel: end,
    onKeyDown: ({ currentTarget, key }: preact.TargetedKeyboardEvent<HTMLElement>) => {
      const sides = SIDES[key]
      if (sides) onDrop(cornerOf(currentTarget).replace(...sides) as Corner)
    },
    onClick: () => {
      if (!hasDragged.current) onPress()
      hasDragged.current = false
    },
  }
}

/** The corner of the view that an element is nearest to. */
function cornerOf(element: HTMLElement): Corner {
  const box = element.getBoundingClientRect()
  const view = (element.offsetParent ?? document.body).getBoundingClientRect()
  const isRight = box.left + box.width / 2 > view.left + view.width / 2
  const isBottom = box.top + box.height / 2 > view.top + view.height / 2
  if (isBottom) return isRight ? 'bottomRight' : 'bottomLeft'
  return isRight ? 'topRight' : 'topLeft'
}
