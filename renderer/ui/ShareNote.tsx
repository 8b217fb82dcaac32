import { t } from '../state/language.js'
import type { Sharing } from '../state/sharing.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import * as css from './ShareNote.module.css'

/** That one shares one's screen, or for a while why that did not come about. */
export function ShareNote({ sharing: { state, problem, openPrivacySettings } }: { sharing: Sharing }) {
  if (state.value === 'on') return <p class={`${chips.note} ${prose.small}`}>{t('call/you-share-screen')}</p>
  if (!problem.value) return null
  return (
    <div class={`${chips.note} ${prose.small} ${css.problem}`} role="alert">
      <p>{t(`problems/share-${problem.value}`)}</p>
      {problem.value === 'refused' && openPrivacySettings && (
        <button type="button" class={buttons.plain} onClick={openPrivacySettings}>
          {t('action/open-system-settings')}
        </button>
      )}
    </div>
  )
}
