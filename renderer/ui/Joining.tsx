import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as prose from './base/prose.module.css'

/** On the way into a call: the way back; and why there was none in. */
export function Joining({ app }: { app: App }) {
  const problem = app.joinProblem.value
  return (
    <>
      {app.calling.isOnTheWay.value && (
        <button type="button" class={buttons.plain} onClick={() => app.leave()}>
          {t('action/cancel')}
        </button>
      )}
      {problem && (
        <p class={prose.problem} role="alert">
          {t(`problems/${problem}`)}
        </p>
      )}
    </>
  )
}
