import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { OverCard } from './OverCard.js'

/** The operator has taken this person off the host: nothing goes on here by itself. */
export function RemovedScreen({ app }: { app: App }) {
  return (
    <OverCard headline={t('dialogs/you-are-out')} sentence={<p role="alert">{t('problems/removed')}</p>}>
      <button type="button" class={buttons.plain} onClick={() => app.leave()}>
        {t('dialogs/go-elsewhere')}
      </button>
    </OverCard>
  )
}
