import { CAPACITY } from '../../common/protocol.js'
import { t } from '../state/language.js'
import * as fields from './base/fields.module.css'

const CHOICES = Array.from({ length: CAPACITY.max - CAPACITY.min + 1 }, (_, index) => CAPACITY.min + index)

/** How many people fit in each room that is made from now on. */
export function CapacityChoice({ value, onChange }: { value: number; onChange(capacity: number): void }) {
  return (
    <label class={fields.field}>
      <span>{t('host/people-in-a-room')}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}>
        {CHOICES.map((capacity) => (
          <option key={capacity} value={capacity}>
            {capacity}
          </option>
        ))}
      </select>
    </label>
  )
}
