import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import * as cards from './base/cards.module.css'
import * as css from './Menu.module.css'

/** Items that belong together, under a headline. */
export interface MenuGroup {
  readonly headline: string
  readonly items: readonly MenuItem[]
}

export interface MenuItem {
  readonly label: string
  readonly Icon: LucideIcon
  /** Whether it is the one, where several exclude each other. */
  readonly isChosen?: boolean
  /** Whether it is on, where it is switched on and off. */
  readonly isOn?: boolean
  onSelect(): void
}

interface Props {
  label: string
  items?: readonly MenuItem[]
  groups?: readonly MenuGroup[]
  /** More buttons, before the items. */
  children?: ComponentChildren
  close(): void
}

/** What a menu button opens above it, with the keys of the ARIA menu pattern. */
export function Menu({ label, items = [], groups = [], children, close }: Props) {
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
      {children}
      {items.map((item) => (
        <Item key={item.label} item={item} close={close} />
      ))}
      {groups.map(({ headline, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: a menu has no fieldsets.
        <div key={headline} role="group" aria-label={headline} class={css.group}>
          <p class={css.headline} aria-hidden="true">
            {headline}
          </p>
          {items.map((item) => (
            <Item key={item.label} item={item} close={close} />
          ))}
        </div>
      ))}
    </div>
  )
}

function roleOf({ isChosen, isOn }: MenuItem) {
  if (isChosen !== undefined) return { role: 'menuitemradio', 'aria-checked': isChosen } as const
  return isOn === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemcheckbox', 'aria-checked': isOn } as const)
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const { label, Icon, onSelect } = item
  return (
    <button
      type="button"
      {...roleOf(item)}
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
