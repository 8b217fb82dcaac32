import { Ellipsis, type LucideIcon } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as css from './MoreMenu.module.css'

export interface MenuItem {
  readonly label: string
  readonly Icon: LucideIcon
  onSelect(): void
}

/** A button that opens a menu above it, with the keys of the ARIA menu button pattern. */
export function MoreMenu({ items }: { items: readonly MenuItem[] }) {
  const [isOpen, setOpen] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isOpen) menu.current?.querySelector('button')?.focus()
  }, [isOpen])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div
      // Takes the focus of a press where the browser gives buttons none, so that the press does not close the menu first.
      tabIndex={-1}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        class={buttons.round}
        aria-label={t('call/more')}
        title={t('call/more')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Ellipsis size={20} aria-hidden="true" />
      </button>
      {isOpen && (
        <div
          ref={menu}
          role="menu"
          aria-label={t('call/more')}
          class={`${cards.card} ${css.menu}`}
          onKeyDown={(event) => onMenuKey(event, close)}
        >
          {items.map(({ label, Icon, onSelect }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              class={css.item}
              tabIndex={-1}
              onClick={() => {
                close()
                onSelect()
              }}
            >
              <Icon size={18} aria-hidden="true" /> {label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

/** Arrows, Home and End move; Escape and Tab close, and mean nothing else. */
function onMenuKey(event: preact.TargetedKeyboardEvent<HTMLDivElement>, close: () => void): void {
  const choices = [...event.currentTarget.querySelectorAll('button')]
  const at = choices.indexOf(document.activeElement as HTMLButtonElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (next !== undefined) choices.at(next % choices.length)?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') close()
  else return
  event.preventDefault()
  event.stopPropagation()
}
