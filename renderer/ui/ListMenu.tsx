import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import * as css from './ListMenu.module.css'
import { useMenu } from './use-menu.js'

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
  const { isOpen, setOpen, button, frameProps, buttonProps, close } = useMenu()
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!isOpen || !menu.current || !button.current) return
    const [list, opener] = [menu.current, button.current]
    const moveToOpener = () => place(list, opener.getBoundingClientRect())
    moveToOpener()
    const gone = new AbortController()
    addEventListener('resize', moveToOpener, { signal: gone.signal })
    addEventListener('scroll', () => setOpen(false), { capture: true, signal: gone.signal })
    return () => gone.abort()
  }, [isOpen])
  return (
    <div class={css.frame} {...frameProps}>
      <button {...buttonProps} class={look} aria-label={label}>
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
