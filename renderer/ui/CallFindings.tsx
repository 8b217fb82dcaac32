import { describe } from '../../common/findings.js'
import type { App } from '../state/app.js'
import { language, t } from '../state/language.js'

/** In a call with someone who cannot be reached: what seems to be in the way. */
export function CallFindings({ app: { callCheck, doctor } }: { app: App }) {
  if (!callCheck.isShown.value) return null
  return (
    <aside class="findings card" aria-label={t('call/in-the-way')} aria-busy={doctor.outcome.value === 'checking'}>
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
      <div class="row">
        <button type="button" class="btn" onClick={() => doctor.open()}>
          {t('call/details')}
        </button>
        <button type="button" class="btn" onClick={callCheck.dismiss}>
          {t('call/dismiss')}
        </button>
      </div>
    </aside>
  )
}
