import { Stethoscope } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'

/** Looks for what keeps others from meeting this person. */
export function CheckButton({ app, class: look }: { app: App; class: string }) {
  return (
    <button type="button" class={look} onClick={() => app.doctor.open()}>
      <Stethoscope size={18} aria-hidden="true" /> {t('start/check-network')}
    </button>
  )
}
