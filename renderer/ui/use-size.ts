import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Size } from './grid.js'

/** How large an element is now, in CSS pixels; undefined until it is there. */
export function useSize(ref: RefObject<Element | null>): Size | undefined {
  const [size, setSize] = useState<Size>()
  useLayoutEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => entry && setSize(sizeOf(entry.contentRect)))
    observer.observe(ref.current)
    setSize(sizeOf(ref.current.getBoundingClientRect()))
    return () => observer.disconnect()
  }, [ref])
  return size
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
