import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './Dialog.module.css'
import { useFocusReturn } from './use-focus-return.js'

const PLACES = { middle: css.middle, side: css.side, question: css.question }

interface Props {
  title: ComponentChildren
  /**
   * `middle`: a card over the page. `side`: a sheet along its right edge. On a phone both fill the page. `question`: a
   * card on a phone too, with the buttons that answer it.
   */
  place: 'middle' | 'side' | 'question'
  /** The same function for as long as the dialog is there, as is the next. */
  onClose(): void
  /** Asked before the person closes it by × or Escape. */
  mayClose?: (() => boolean) | undefined
  children: ComponentChildren
}

/** A modal dialog, open for as long as it is there. Escape closes it; the focus goes back to where it was. */
export function Dialog({ title, place, onClose, mayClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useFocusReturn()
  // Before the effects of what is in it, which may want the focus elsewhere than the dialog puts it.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.addEventListener('close', onClose)
    return () => dialog?.removeEventListener('close', onClose)
  }, [onClose])
  return (
    <dialog
      ref={ref}
      class={`${css.dialog} ${PLACES[place]}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Where the focus is lost no key comes here.
        if (mayClose?.() === false) event.preventDefault()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Escape is meant for this dialog, and for nothing that is open behind it.
        event.stopPropagation()
        if (mayClose?.() === false) event.preventDefault()
      }}
    >
      <header class={css.header}>
        <h2 id={titleId}>{title}</h2>
        {place !== 'question' && (
          <button
            type="button"
            class={buttons.icon}
            aria-label={t('action/close')}
            onClick={() => mayClose?.() !== false && onClose()}
          >
            <X size={18} aria-hidden="true" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  )
}
