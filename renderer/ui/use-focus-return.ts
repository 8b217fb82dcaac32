import { useEffect, useState } from 'preact/hooks'

/** Gives the focus back to where it was when the component came, once it is gone. */
export function useFocusReturn(): void {
  // Before what is in the component takes it.
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      // A dialog that is still on the page keeps the focus from what is behind it.
      queueMicrotask(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
      }),
    [opener],
  )
}
