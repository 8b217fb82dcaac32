import { useEffect, useId, useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AddressField.module.css'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as prose from './base/prose.module.css'

/** Where the address of a computer is typed or pasted. */
export function AddressField({ app: { moving } }: { app: App }) {
  const isMoving = moving.isUnderWay.value
  const field = useRef<HTMLInputElement>(null)
  const fieldId = useId()
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void moving.toAddress()
      }}
    >
      <div class={fields.field}>
        <label for={fieldId}>{t('dialogs/host-address')}</label>
        <span class={css.line}>
          <input
            ref={field}
            id={fieldId}
            class={prose.num}
            value={moving.address.value}
            onInput={({ currentTarget }) => (moving.address.value = currentTarget.value)}
            placeholder="192.168.1.20"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            inputMode="url"
            enterkeyhint="go"
            aria-invalid={moving.problem.value !== undefined}
          />
          <button type="submit" class={buttons.plain} disabled={isMoving}>
            {t(isMoving ? 'host/connecting' : 'host/connect')}
          </button>
        </span>
      </div>
    </form>
  )
}
