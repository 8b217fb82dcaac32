import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './Watching.module.css'

/** A note in the place of one's own picture, where the browser gives the page no camera: why, and the way to one. */
export function Watching({ app }: { app: App }) {
  return (
    <aside class={css.watching} aria-label={t('call/you')}>
      <p>{t('call/you-watch')}</p>
      <button type="button" class={buttons.plain} onClick={app.secureDoor.open}>
        {t('start/use-devices')}
      </button>
    </aside>
  )
}
