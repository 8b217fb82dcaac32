import type { Invite } from '../../common/invite.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as prose from './base/prose.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { movingSentence } from './moving-sentence.js'
import { rich } from './rich.js'

/** Asks whether to follow a link that was opened outside of the page, and says plainly where it leads. */
export function InviteDialog({ app, invite }: { app: App; invite: Invite }) {
  const { invitation, moving, calling } = app
  const problem = moving.problem.value
  const isJoining = moving.isUnderWay.value
  const address = (
    <b>
      <Address of={invite} />
    </b>
  )
  return (
    <Dialog title={<Question invite={invite} />} place="question" onClose={invitation.decline}>
      <div class={dialog.body}>
        <p>
          {rich('dialogs/link-was-opened', { address })}{' '}
          {t(invite.key === undefined ? 'dialogs/link-without-key' : 'dialogs/link-with-key')}
        </p>
        {calling.screen.value.kind === 'call' && <p>{t('dialogs/would-leave-call')}</p>}
        {problem && (
          <p class={prose.problem} role="alert">
            {movingSentence(problem)}
          </p>
        )}
        <div class={dialog.actions}>
          <button type="button" class={buttons.plain} onClick={invitation.decline}>
            {t('dialogs/not-now')}
          </button>
          <button type="button" class={buttons.primary} disabled={isJoining} onClick={() => void invitation.accept()}>
            {t(isJoining ? 'start/joining' : 'action/join')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

/** Whatever a room is called, it is kept apart from the address. */
function Question({ invite }: { invite: Invite }) {
  const address = <Address of={invite} />
  if (invite.room === undefined) return <>{rich('dialogs/join-host', { address })}</>
  return <>{rich('dialogs/join-room', { room: <bdi>{invite.room}</bdi>, address })}</>
}

function Address({ of: { origin } }: { of: Invite }) {
  return <bdi class={prose.num}>{new URL(origin).host}</bdi>
}
