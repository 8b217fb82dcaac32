import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import * as css from './ListMenu.module.css'

interface Props {
  /** What screen readers call the button, where it has no words. */
  label: string
  class: string
  /** What stands on the button. */
  content: ComponentChildren
  /** The menu, which closes by what it is given. */
  children(close: () => void): ComponentChildren
}

/** Pixels between the button and its menu, and between the menu and the window's edge. */
const GAP = 8

/** A button of a page that scrolls, which opens a menu beneath it, by the ARIA menu button pattern. */
export function ListMenu({ label, class: look, content, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (!isOpen || !menu.current || !button.current) return
    place(menu.current, button.current.getBoundingClientRect())
    const onScroll = () => setOpen(false)
    addEventListener('scroll', onScroll, { capture: true, once: true })
    return () => removeEventListener('scroll', onScroll, { capture: true })
  }, [isOpen])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div
      class={css.frame}
      // Takes the focus of a press where the browser gives buttons none, so that the press does not close the menu first.
      tabIndex={-1}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        class={look}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {content}
      </button>
      {isOpen && (
        <div ref={menu} class={css.list}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

/** Puts the menu beneath its button, or above where there is no room: no list that scrolls cuts it off. */
function place(menu: HTMLElement, { top, bottom, right }: DOMRect): void {
  const isRoomBelow = bottom + GAP + menu.offsetHeight + GAP <= innerHeight
  menu.style.top = `${isRoomBelow ? bottom + GAP : Math.max(GAP, top - GAP - menu.offsetHeight)}px`
  menu.style.right = `${Math.max(GAP, document.documentElement.clientWidth - right)}px`
}
