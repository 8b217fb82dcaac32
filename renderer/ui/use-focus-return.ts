import { useEffect } from 'preact/hooks'

/** Gives the focus back to where it was when the component came, once it is gone. */
export function useFocusReturn(): void {
  useEffect(() => {
    const opener = document.activeElement
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
}
