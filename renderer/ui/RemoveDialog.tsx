import { isLoopback } from '../../common/ip-address.js'
import type { Peer } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { TaskProblem } from './TaskProblem.js'

/** Asks the operator whether they mean it. */
export function RemoveDialog({ app, person: { id, name } }: { app: App; person: Peer }) {
  const { ownHost } = app
  // An address of the host's own machine is never kept out.
  const isHere = isLoopback(ownHost.addressOf(id) ?? '')
  return (
    <Dialog title={t('dialogs/remove-person', { name })} place="question" onClose={ownHost.keep}>
      <div class={dialog.body}>
        <p>{t(isHere ? 'dialogs/removing-here-means' : 'dialogs/removing-means')}</p>
        <TaskProblem app={app} task="remove" />
        <div class={dialog.actions}>
          <button type="button" class={buttons.plain} onClick={ownHost.keep}>
            {t('action/cancel')}
          </button>
          <button type="button" class={buttons.danger} onClick={() => void ownHost.remove()}>
            {t('dialogs/remove')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
