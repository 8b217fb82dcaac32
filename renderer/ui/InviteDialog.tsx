import type { Invite } from '../../common/invite.js'
import type { App } from '../state/app.js'
import { Dialog } from './Dialog.js'
import { sentenceFor } from './sentences.js'

/** Asks whether to follow a link that was opened outside of the page, and says plainly where it leads. */
export function InviteDialog({ app, invite }: { app: App; invite: Invite }) {
  const { invitation, moving, calling } = app
  const problem = moving.problem.value
  const isJoining = moving.isUnderWay.value
  return (
    <Dialog title={<Question invite={invite} />} place="question" onClose={invitation.decline}>
      <div class="body">
        <p>
          A link was opened that leads to the computer at{' '}
          <b>
            <Address of={invite} />
          </b>
          . {knownBy(invite)}
        </p>
        {calling.screen.value.kind === 'call' && <p>You would leave the call that you are in.</p>}
        {problem && (
          <p class="problem" role="alert">
            {sentenceFor(problem)}
          </p>
        )}
        <div class="row actions">
          <button type="button" class="btn" onClick={invitation.decline}>
            Not now
          </button>
          <button type="button" class="btn primary" disabled={isJoining} onClick={() => void invitation.accept()}>
            {isJoining ? 'Joining…' : 'Join'}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

/** Whatever a room is called, it is kept apart from the address. */
function Question({ invite }: { invite: Invite }) {
  const address = <Address of={invite} />
  if (invite.room === undefined) return <>Join {address}?</>
  return (
    <>
      Join <bdi>{invite.room}</bdi> at {address}?
    </>
  )
}

function Address({ of: { origin } }: { of: Invite }) {
  return <bdi class="num">{new URL(origin).host}</bdi>
}

function knownBy({ key }: Invite): string {
  return key === undefined
    ? 'It does not say how to tell that computer from another. Join only if you trust whoever gave it to you.'
    : 'It names the key of that computer, so that no other can answer in its place. Join only if you know whose it is.'
}
