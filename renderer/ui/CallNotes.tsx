import { Lock } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as chips from './base/chips.module.css'
import { CallFindings } from './CallFindings.js'
import * as css from './CallNotes.module.css'
import { ShareNote } from './ShareNote.js'
import { Watching } from './Watching.js'

/** What there is to know of the call while it lasts, in one column. */
export function CallNotes({ app }: { app: App }) {
  const isInsecure = app.deviceControls.isInsecure.value
  return (
    <div class={css.notes}>
      {isInsecure && <Watching app={app} />}
      <LockMark app={app} />
      {(app.sharing.state.value === 'on' || app.sharing.problem.value) && <ShareNote app={app} />}
      {app.callCheck.isShown.value && <CallFindings app={app} />}
    </div>
  )
}

/** That nobody else can come in, or why that could not be changed. */
function LockMark({ app: { calling } }: { app: App }) {
  const problem = calling.lockProblem.value
  return (
    <>
      {calling.isLocked.value && (
        <p class={chips.chip}>
          <Lock size={14} aria-hidden="true" /> {t('call/locked')}
        </p>
      )}
      {problem && (
        <p class={chips.note} role="alert">
          {t(`problems/${problem}`)}
        </p>
      )}
    </>
  )
}
