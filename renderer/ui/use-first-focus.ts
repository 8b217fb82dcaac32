import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Gives an element the focus once it is there, unless the person has opened a menu by then, which that would close. */
export function useFirstFocus(element: RefObject<HTMLElement | null>, isWanted = true): void {
  useEffect(() => {
    if (isWanted && !document.querySelector('[role="menu"]')) element.current?.focus()
  }, [element, isWanted])
}
