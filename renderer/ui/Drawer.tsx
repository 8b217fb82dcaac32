import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './Drawer.module.css'
import { useFocusReturn } from './use-focus-return.js'

interface Props {
  title: string
  /** For what needs long lines. */
  isWide?: boolean
  /** The id of the button that opens it, which gets the focus where what opened it is gone. */
  openerId?: string
  onClose(): void
  children: ComponentChildren
}

/** A panel beside the picture, over it on a phone. Escape closes it, wherever the focus is, which goes back to where it was. */
export function Drawer({ title, isWide = false, openerId, onClose, children }: Props) {
  useFocusReturn(openerId)
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [onClose])
  return (
    <aside class={`${css.drawer} ${isWide ? css.wide : ''}`} aria-label={title}>
      <header class={css.header}>
        <h2>{title}</h2>
        <button type="button" class={buttons.icon} aria-label={t('action/close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      {children}
    </aside>
  )
}
