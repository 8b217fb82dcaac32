import { describe } from '../../common/finding-text.js'
import type { Finding } from '../../common/findings.js'
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
        {[...byAdvice(doctor.findings.value)].map(([advice, titles]) => (
          <li key={advice}>
            {[...titles].map((title) => (
              <b key={title}>{title}</b>
            ))}{' '}
            {advice}
          </li>
        ))}
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

/** What was found, by what there is to do about it: where several cannot be reached, that is said once. */
export function byAdvice(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const titles = new Map<string, Set<string>>()
  for (const finding of findings) {
    const { title, advice } = describe(finding, t, language.value)
    titles.set(advice, (titles.get(advice) ?? new Set()).add(title))
  }
  return titles
}
