import { t } from '../state/language.js'
import type { Sharing } from '../state/sharing.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import * as css from './ShareNote.module.css'
import { Video } from './Video.js'

/** That one shares one's screen, or for a while why that did not come about. */
export function ShareNote({ sharing }: { sharing: Sharing }) {
  const { state, problem, openPrivacySettings } = sharing
  if (state.value === 'on') {
    return (
      <div class={`${chips.note} ${prose.small} ${css.shared}`}>
        <Video stream={sharing.stream} testId="shared-screen" label={t('call/you-share-screen')} />
        <p>{t('call/you-share-screen')}</p>
        <button type="button" class={buttons.plain} onClick={() => sharing.toggle()}>
          {t('panels/stop')}
        </button>
      </div>
    )
  }
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
