import { useState } from 'preact/hooks'
import { isLoopback } from '../../common/ip-address.js'
import type { Peer } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { TaskProblem } from './TaskProblem.js'

/** Asks the operator whether they mean it. */
export function RemoveDialog({ app, person: { id, name } }: { app: App; person: Peer }) {
  const { ownHost } = app
  // An address of the host's own machine is never kept out.
  const isHere = isLoopback(ownHost.addressOf(id) ?? '')
  const [isForRun, setForRun] = useState(false)
  return (
    <Dialog title={t('dialogs/remove-person', { name })} place="question" onClose={ownHost.keep}>
      <div class={dialog.body}>
        <p>{t(isHere ? 'dialogs/removing-here-means' : 'dialogs/removing-means')}</p>
        {!isHere && (
          <label class={fields.choice}>
            <input
              type="checkbox"
              checked={isForRun}
              onChange={({ currentTarget }) => setForRun(currentTarget.checked)}
            />
            {t('dialogs/keep-address-out')}
          </label>
        )}
        <TaskProblem app={app} task="remove" />
        <div class={dialog.actions}>
          <button type="button" class={buttons.plain} onClick={ownHost.keep}>
            {t('action/cancel')}
          </button>
          <button
            type="button"
            class={buttons.danger}
            onClick={() => void ownHost.remove(isForRun ? 'restart' : 'new-passcode')}
          >
            {t('dialogs/remove')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
