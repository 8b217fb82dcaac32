import { ShieldAlert } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as layout from './base/layout.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { HostName } from './HostName.js'

/** Warns that a host is not the one that was at its address before. */
export function ChangedHostDialog({ app, origin }: { app: App; origin: string }) {
  const { moving, reach } = app
  const name = reach.nameOf(origin)
  return (
    <Dialog
      title={name === undefined ? t('dialogs/not-same-computer') : t('dialogs/not-same-host', { host: name })}
      place="question"
      onClose={moving.leaveChanged}
    >
      <div class={dialog.body}>
        <p class={layout.row}>
          <ShieldAlert size={20} aria-hidden="true" />
          <span>
            <HostName app={app} origin={origin} />
          </span>
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
