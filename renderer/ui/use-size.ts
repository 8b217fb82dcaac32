import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Size } from './grid.js'

/** How large an element is now, in CSS pixels, also on a page that nobody sees; undefined until it is there. */
export function useSize(ref: RefObject<Element | null>): Size | undefined
/** The same, of what mostly begins as large as `usual`: it is measured once the page is laid out, and not twice for it. */
export function useSize(ref: RefObject<Element | null>, usual: Size): Size
export function useSize(ref: RefObject<Element | null>, usual?: Size): Size | undefined {
  const [size, setSize] = useState(usual)
  useLayoutEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => entry && setSize(sizeOf(entry.contentRect)))
    observer.observe(ref.current)
    if (!usual) setSize(sizeOf(ref.current.getBoundingClientRect()))
    return () => observer.disconnect()
  }, [ref])
  return size
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
