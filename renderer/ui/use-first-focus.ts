import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** A menu that is open, or on its way. */
const OPEN_MENU = '[aria-haspopup="menu"][aria-expanded="true"]'

/** Gives an element the focus once it is there, unless the person has opened a menu by then, which that would close. */
export function useFirstFocus(element: RefObject<HTMLElement | null>, isWanted = true): void {
  useEffect(() => {
    if (isWanted && !document.querySelector(OPEN_MENU)) element.current?.focus()
  }, [element, isWanted])
}
