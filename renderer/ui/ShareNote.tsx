import { t } from '../state/language.js'
import type { Sharing } from '../state/sharing.js'

/** That one shares one's screen, or for a while why that did not come about. */
export function ShareNote({ sharing: { state, problem, openPrivacySettings } }: { sharing: Sharing }) {
  if (state.value === 'on') return <p class="share-note">{t('call/you-share-screen')}</p>
  if (!problem.value) return null
  return (
    <div class="share-note" role="alert">
      <p>{t(`problems/share-${problem.value}`)}</p>
      {problem.value === 'refused' && openPrivacySettings && (
        <button type="button" class="btn" onClick={openPrivacySettings}>
          {t('action/open-system-settings')}
        </button>
      )}
    </div>
  )
}
