import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import * as buttons from './base/buttons.module.css'
import * as css from './MenuButton.module.css'

interface Props {
  label: string
  Icon: LucideIcon
  /** A small button beside another. */
  isSmall?: boolean
  /** The menu, which closes by what it is given. */
  children(close: () => void): ComponentChildren
}

/** A button that opens a menu, by the ARIA menu button pattern. */
export function MenuButton({ label, Icon, isSmall = false, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div
      class={isSmall ? css.beside : ''}
      // Takes the focus of a press where the browser gives buttons none, so that the press does not close the menu first.
      tabIndex={-1}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        class={isSmall ? css.caret : buttons.round}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon size={isSmall ? 16 : 20} aria-hidden="true" />
      </button>
      {isOpen && children(close)}
    </div>
  )
}
