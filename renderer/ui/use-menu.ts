import { useRef, useState } from 'preact/hooks'

/** What opens a menu and lets it close, by the ARIA menu button pattern: for a frame, the button in it, and the menu. */
export function useMenu() {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return {
    isOpen,
    setOpen,
    button,
    frameProps: {
      // Takes the focus of a press where the browser gives buttons none, so that the press does not close the menu first.
      tabIndex: -1,
      onFocusOut: ({ currentTarget, relatedTarget }: preact.TargetedFocusEvent<HTMLDivElement>) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
      },
    },
    buttonProps: {
      ref: button,
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': isOpen,
      onClick: () => setOpen(!isOpen),
    } as const,
    /** Closes the menu, and gives the focus back. */
    close: () => {
      setOpen(false)
      button.current?.focus()
    },
  }
}
