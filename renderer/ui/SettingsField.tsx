import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../state/language.js'
import type { CheckedField, Draft, SettingsForm } from '../state/settings-form.js'
import * as fields from './base/fields.module.css'
import * as prose from './base/prose.module.css'
import { ManagedNote } from './ManagedNote.js'
import * as css from './SettingsDialog.module.css'

interface Props {
  settings: SettingsForm
  draft: Draft
  field: CheckedField
  label: string
  inputMode?: 'numeric' | 'url'
  placeholder?: string
  /** Whether whoever looks after this machine has set it. */
  isManaged?: boolean
  /** Whether there may be several lines. */
  isLong?: boolean
  /** What there is to know of it. */
  children?: ComponentChildren
}

/** A field of the settings to write into, with what is wrong with it. */
export function SettingsField({
  settings,
  draft,
  field,
  label,
  isManaged = false,
  isLong = false,
  children,
  ...typing
}: Props) {
  const id = useId()
  const hintId = useId()
  const isWrong = settings.wrong.value.includes(field)
  const attributes = {
    id,
    value: draft[field],
    autocomplete: 'off',
    spellcheck: false,
    readOnly: isManaged,
    'aria-invalid': isWrong,
    'aria-describedby': hintId,
    ...typing,
  } as const
  const write = (text: string) => settings.change({ [field]: text })
  return (
    <div class={`${fields.field} ${css.field}`}>
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea rows={2} onInput={({ currentTarget }) => write(currentTarget.value)} {...attributes} />
      ) : (
        <input onInput={({ currentTarget }) => write(currentTarget.value)} {...attributes} />
      )}
      <div id={hintId} class={css.about}>
        {isManaged && <ManagedNote />}
        {children && <p class={prose.hint}>{children}</p>}
        {isWrong && (
          <p class={prose.problem} role="alert">
            {t(field === 'name' ? 'problems/bad-name' : `settings/wrong-${field}`)}
          </p>
        )}
      </div>
    </div>
  )
}
