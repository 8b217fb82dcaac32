import type { App } from '../state/app.js'
import { Dialog } from './Dialog.js'
import { TaskProblem } from './TaskProblem.js'

/** Asks the operator whether they mean it. */
export function RemoveDialog({ app, name }: { app: App; name: string }) {
  const { ownHost } = app
  return (
    <Dialog title={`Remove ${name}?`} place="question" onClose={ownHost.keep}>
      <div class="body">
        <p>Their calls here end, and they cannot come in again until Lanline is started anew on this computer.</p>
        <TaskProblem app={app} task="remove" />
        <div class="row actions">
          <button type="button" class="btn" onClick={ownHost.keep}>
            Cancel
          </button>
          <button type="button" class="btn danger" onClick={() => void ownHost.remove()}>
            Remove
          </button>
        </div>
      </div>
    </Dialog>
  )
}
