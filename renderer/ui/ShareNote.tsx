import type { Sharing } from '../state/sharing.js'
import { shareSentence } from './sentences.js'

/** That one shares one's screen, or for a while why that did not come about. */
export function ShareNote({ sharing: { state, problem, openPrivacySettings } }: { sharing: Sharing }) {
  if (state.value === 'on') return <p class="share-note">You are sharing your screen</p>
  if (!problem.value) return null
  return (
    <div class="share-note" role="alert">
      <p>{shareSentence(problem.value)}</p>
      {problem.value === 'refused' && openPrivacySettings && (
        <button type="button" class="btn" onClick={openPrivacySettings}>
          Open system settings
        </button>
      )}
    </div>
  )
}
