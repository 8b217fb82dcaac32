import { ShieldAlert } from 'lucide-preact'
import type { Moving } from '../state/moving.js'
import { Dialog } from './Dialog.js'

/** Warns that a host is not the one that was at its address before. */
export function ChangedHostDialog({ moving, origin }: { moving: Moving; origin: string }) {
  return (
    <Dialog title="This is not the same computer" place="question" onClose={moving.leaveChanged}>
      <div class="body">
        <p class="warning row">
          <ShieldAlert size={20} aria-hidden="true" />
          <b class="num">{new URL(origin).host}</b>
        </p>
        <p>
          This is not the computer that was at this address before, or that invited you. Someone may be pretending to be
          it, or Lanline was installed anew there. Ask the person who runs it before you go on.
        </p>
        <div class="row actions">
          <button type="button" class="btn primary" onClick={moving.leaveChanged}>
            Do not join
          </button>
          <button type="button" class="btn" onClick={() => moving.trustChanged()}>
            Trust it from now on
          </button>
        </div>
      </div>
    </Dialog>
  )
}
