import { describe } from '../../common/finding-text.js'
import type { App } from '../state/app.js'
import { language, t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as layout from './base/layout.module.css'
import * as css from './CallFindings.module.css'

/** In a call with someone who cannot be reached: what seems to be in the way. */
export function CallFindings({ app: { callCheck, doctor } }: { app: App }) {
  return (
    <aside
      class={`${cards.card} ${css.findings}`}
      aria-label={t('call/in-the-way')}
      aria-busy={doctor.outcome.value === 'checking'}
    >
      <ul>
        {doctor.findings.value.map((finding) => {
          const { title, advice } = describe(finding, t, language.value)
          return (
            <li key={JSON.stringify(finding)}>
              <b>{title}</b> {advice}
            </li>
          )
        })}
      </ul>
      <div class={layout.row}>
        <button type="button" class={buttons.plain} onClick={() => doctor.open()}>
          {t('call/details')}
        </button>
        <button type="button" class={buttons.plain} onClick={callCheck.dismiss}>
          {t('call/dismiss')}
        </button>
      </div>
    </aside>
  )
}
