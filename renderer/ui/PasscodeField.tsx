import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as css from './PasscodeField.module.css'

interface Props {
  value: string
  isWrong?: boolean
  onInput(value: string): void
}

/**
 * Where a passcode is entered, unread by those who look on. No password field: browsers would offer to keep what belongs
 * to a host and not to a person, and assistive technology would not call it a text box.
 */
export function PasscodeField({ value, isWrong = false, onInput }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const [isShown, setShown] = useState(false)
  return (
    <div class={fields.field}>
      <label for={id}>{t('dialogs/passcode')}</label>
      <div class={css.line}>
        <input
          ref={field}
          id={id}
          class={isShown ? '' : css.concealed}
          value={value}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={isWrong}
        />
        <button
          type="button"
          class={`${buttons.plain} ${css.show}`}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t('action/show')}
        </button>
      </div>
    </div>
  )
}
