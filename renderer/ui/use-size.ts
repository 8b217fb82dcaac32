import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Size } from './grid.js'

/** How large an element is now, in CSS pixels; undefined until it is laid out, which is before it is painted. */
export function useSize(ref: RefObject<Element | null>): Size | undefined
/** The same; until then it is taken to be as large as `usual`, which spares the page to be laid out twice where it is. */
export function useSize(ref: RefObject<Element | null>, usual: Size): Size
export function useSize(ref: RefObject<Element | null>, usual?: Size): Size | undefined {
  const [size, setSize] = useState(usual)
  useLayoutEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => entry && setSize(sizeOf(entry.contentRect)))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return size
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
