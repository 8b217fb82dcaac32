import { Stethoscope } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'

/** Looks for what keeps others from meeting this person. */
export function CheckButton({ app, class: look, label }: { app: App; class: string; label?: string }) {
  return (
    <button type="button" class={look} onClick={() => app.doctor.open()}>
      <Stethoscope size={18} aria-hidden="true" /> <span class={label}>{t('start/check-network')}</span>
    </button>
  )
}
