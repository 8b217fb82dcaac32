import { Plus } from 'lucide-preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AddressForm.module.css'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as prose from './base/prose.module.css'
import { LocalNetworkHint } from './LocalNetworkHint.js'

/** The way to a computer that was not found: by its address. */
export function AddressForm({ app }: { app: App }) {
  const [isOpen, setOpen] = useState(false)
  const problem = app.moving.problem.value
  return (
    <div class={css.another}>
      {isOpen ? (
        <Form app={app} />
      ) : (
        <button type="button" class={`${buttons.link} ${css.open}`} onClick={() => setOpen(true)}>
          <Plus size={18} aria-hidden="true" /> {t('host/another-address')}
        </button>
      )}
      {problem && (
        <p class={prose.problem} role="alert">
          {t(`problems/${problem}`)}
        </p>
      )}
      {app.bridge && problem === 'host-unreachable' && <LocalNetworkHint bridge={app.bridge} />}
    </div>
  )
}

function Form({ app: { moving } }: { app: App }) {
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
        <label for={fieldId}>{t('host/host-address')}</label>
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
