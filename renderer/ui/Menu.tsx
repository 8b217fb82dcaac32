import type { LucideIcon } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import * as cards from './base/cards.module.css'
import * as css from './Menu.module.css'

export interface MenuItem {
  readonly label: string
  readonly Icon: LucideIcon
  /** Of one of several that exclude each other: whether it is the one. */
  readonly isChosen?: boolean
  onSelect(): void
}

interface Props {
  label: string
  items: readonly MenuItem[]
  close(): void
}

/** What a menu button opens above it, with the keys of the ARIA menu pattern. */
export function Menu({ label, items, close }: Props) {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => menu.current?.querySelector('button')?.focus(), [])
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      class={`${cards.card} ${css.menu}`}
      onKeyDown={(event) => onMenuKey(event, close)}
    >
      {items.map((item) => (
        <Item key={item.label} item={item} close={close} />
      ))}
    </div>
  )
}

function Item({ item: { label, Icon, isChosen, onSelect }, close }: { item: MenuItem; close: () => void }) {
  const role =
    isChosen === undefined
      ? ({ role: 'menuitem' } as const)
      : ({ role: 'menuitemradio', 'aria-checked': isChosen } as const)
  return (
    <button
      type="button"
      {...role}
      class={css.item}
      tabIndex={-1}
      onClick={() => {
        close()
        onSelect()
      }}
    >
      <Icon size={18} aria-hidden="true" /> {label}
    </button>
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
