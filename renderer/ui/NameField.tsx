import { useEffect, useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as fields from './base/fields.module.css'

/** How others will see the person called. */
export function NameField({ app, takesFocus = false }: { app: App; takesFocus?: boolean }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus])
  return (
    <label class={fields.field}>
      <span>{t('start/your-name')}</span>
      <input
        ref={field}
        value={app.name.value}
        onInput={({ currentTarget }) => app.setName(currentTarget.value)}
        placeholder={t('start/guest')}
        autocomplete="name"
        enterkeyhint="go"
        aria-invalid={app.joinProblem.value === 'bad-name'}
      />
    </label>
  )
}
