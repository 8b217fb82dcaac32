import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Mark } from './Mark.js'
import './over.css'

/** The operator has taken this person off the host: nothing goes on here by itself. */
export function RemovedScreen({ app }: { app: App }) {
  return (
    <main class="over">
      <Mark />
      <div class="card">
        <h1>{t('dialogs/you-are-out')}</h1>
        <p role="alert">{t('problems/removed')}</p>
        <div class="row">
          <button type="button" class="btn" onClick={() => app.leave()}>
            {t('dialogs/go-elsewhere')}
          </button>
        </div>
      </div>
    </main>
  )
}
