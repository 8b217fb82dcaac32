import { ShieldAlert } from 'lucide-preact'
import { t } from '../state/language.js'
import type { Moving } from '../state/moving.js'
import * as buttons from './base/buttons.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'

/** Warns that a host is not the one that was at its address before. */
export function ChangedHostDialog({ moving, origin }: { moving: Moving; origin: string }) {
  return (
    <Dialog title={t('dialogs/not-same-computer')} place="question" onClose={moving.leaveChanged}>
      <div class={dialog.body}>
        <p class={layout.row}>
          <ShieldAlert size={20} aria-hidden="true" />
          <b class={prose.num}>{new URL(origin).host}</b>
        </p>
        <p>{t('dialogs/key-has-changed')}</p>
        <div class={dialog.actions}>
          <button type="button" class={buttons.primary} onClick={moving.leaveChanged}>
            {t('dialogs/do-not-join')}
          </button>
          <button type="button" class={buttons.plain} onClick={() => moving.trustChanged()}>
            {t('dialogs/trust-it')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
