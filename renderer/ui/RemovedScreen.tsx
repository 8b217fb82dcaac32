import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as layout from './base/layout.module.css'
import { Mark } from './Mark.js'
import * as css from './OverScreen.module.css'

/** The operator has taken this person off the host: nothing goes on here by itself. */
export function RemovedScreen({ app }: { app: App }) {
  return (
    <main class={css.over}>
      <Mark />
      <div class={`${cards.card} ${css.card}`}>
        <h1>{t('dialogs/you-are-out')}</h1>
        <p role="alert">{t('problems/removed')}</p>
        <div class={layout.row}>
          <button type="button" class={buttons.plain} onClick={() => app.leave()}>
            {t('dialogs/go-elsewhere')}
          </button>
        </div>
      </div>
    </main>
  )
}
