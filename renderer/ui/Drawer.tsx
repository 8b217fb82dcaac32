import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../state/language.js'

interface Props {
  title: string
  onClose(): void
  children: ComponentChildren
}

/** A panel beside the picture, over it on a phone. Escape closes it, wherever the focus is. */
export function Drawer({ title, onClose, children }: Props) {
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [onClose])
  return (
    <aside class="drawer" aria-label={title}>
      <header class="row">
        <h2>{title}</h2>
        <button type="button" class="btn" onClick={onClose}>
          {t('action/close')}
        </button>
      </header>
      {children}
    </aside>
  )
}
