import { Share2 } from 'lucide-preact'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'

/** The system's own ways to pass a link on, where it offers them. */
export function ShareLink({ link }: { link: string }) {
  if (navigator.share === undefined) return null
  // Whoever closes the system's sheet has shared nothing, and is told nothing.
  const share = () => void navigator.share({ title: 'Lanline', url: link }).catch(() => undefined)
  return (
    <button type="button" class={buttons.plain} onClick={share}>
      <Share2 size={16} aria-hidden="true" /> {t('host/share')}
    </button>
  )
}
