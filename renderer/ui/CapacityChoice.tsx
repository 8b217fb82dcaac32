import { CAPACITY } from '../../common/limits.js'
import { t } from '../state/language.js'
import * as fields from './base/fields.module.css'
import { ManagedNote } from './ManagedNote.js'

const CHOICES = Array.from({ length: CAPACITY.max - CAPACITY.min + 1 }, (_, index) => CAPACITY.min + index)

interface Props {
  value: number
  /** Whether whoever looks after this machine has set it. */
  isManaged: boolean
  onChange(capacity: number): void
}

/** How many people fit in each room that is made from now on. */
export function CapacityChoice({ value, isManaged, onChange }: Props) {
  return (
    <label class={fields.field}>
      <span>{t('dialogs/people-in-a-room')}</span>
      <select
        value={value}
        disabled={isManaged}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      >
        {CHOICES.map((capacity) => (
          <option key={capacity} value={capacity}>
            {capacity}
          </option>
        ))}
      </select>
      {isManaged && <ManagedNote />}
    </label>
  )
}
