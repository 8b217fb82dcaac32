import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { TaskProblem } from './TaskProblem.js'

/** Asks the operator whether they mean it. */
export function RemoveDialog({ app, name }: { app: App; name: string }) {
  const { ownHost } = app
  return (
    <Dialog title={t('dialogs/remove-person', { name })} place="question" onClose={ownHost.keep}>
      <div class={dialog.body}>
        <p>{t('dialogs/removing-means')}</p>
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
