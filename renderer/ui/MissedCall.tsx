import { Phone, X } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import type { MissedCall as Missed } from '../state/rings.js'
import * as buttons from './base/buttons.module.css'
import * as css from './Notices.module.css'
import { timeOf } from './time.js'

/** Who rang in vain, and when. */
export function MissedCall({ app, missed }: { app: App; missed: Missed }) {
  return (
    <div class={css.noted} role="status">
      <p>{t('host/missed-call', { name: missed.person.name, time: timeOf(missed.at) })}</p>
      <button type="button" class={buttons.plain} onClick={() => void app.callBack()}>
        <Phone size={16} aria-hidden="true" /> {t('host/call-back')}
      </button>
      <button type="button" class={buttons.icon} aria-label={t('call/dismiss')} onClick={app.rings.forgetMissed}>
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  )
}
