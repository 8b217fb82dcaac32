import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import * as buttons from './base/buttons.module.css'
import * as css from './MenuButton.module.css'
import { useMenu } from './use-menu.js'

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
  const { isOpen, frameProps, buttonProps, close } = useMenu()
  return (
    <div class={isSmall ? css.beside : ''} {...frameProps}>
      <button {...buttonProps} class={isSmall ? css.caret : buttons.round} aria-label={label} title={label}>
        <Icon size={isSmall ? 16 : 20} aria-hidden="true" />
      </button>
      {isOpen && children(close)}
    </div>
  )
}
