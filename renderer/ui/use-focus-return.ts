import { useEffect, useState } from 'preact/hooks'

/**
 * Gives the focus back to where it was when the component came, once it is gone; to the element with that id where the
 * focus was nowhere, or that place is gone.
 */
export function useFocusReturn(otherwise = ''): void {
  // Before what is in the component takes it.
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      // A dialog that is still on the page keeps the focus from what is behind it.
      queueMicrotask(() => {
        const isThere = opener?.isConnected && opener !== document.body
        const target = isThere ? opener : document.getElementById(otherwise)
        if (target instanceof HTMLElement) target.focus()
      }),
    [opener, otherwise],
  )
}
