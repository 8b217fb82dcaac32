import { ShieldAlert } from 'lucide-preact'
import { t } from '../state/language.js'
import type { Moving } from '../state/moving.js'
import { Dialog } from './Dialog.js'

/** Warns that a host is not the one that was at its address before. */
export function ChangedHostDialog({ moving, origin }: { moving: Moving; origin: string }) {
  return (
    <Dialog title={t('dialogs/not-same-computer')} place="question" onClose={moving.leaveChanged}>
      <div class="body">
        <p class="warning row">
          <ShieldAlert size={20} aria-hidden="true" />
          <b class="num">{new URL(origin).host}</b>
        </p>
        <p>{t('dialogs/key-has-changed')}</p>
        <div class="row actions">
          <button type="button" class="btn primary" onClick={moving.leaveChanged}>
            {t('dialogs/do-not-join')}
          </button>
          <button type="button" class="btn" onClick={() => moving.trustChanged()}>
            {t('dialogs/trust-it')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
