import { buildInvite } from '../../common/invite.js'
import { RoomName } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { CopyButton } from './CopyButton.js'
import { QrCode } from './QrCode.js'

/** The address to give to others. */
export function AddressCard({ app }: { app: App }) {
  const [best, ...others] = app.reach.addresses.value
  const { isThisComputer } = app.reach
  const title = isThisComputer ? 'This computer' : 'This host'
  return (
    <section class="card host" aria-label={title}>
      {best === undefined ? (
        <NoNetwork app={app} />
      ) : (
        <>
          <h2>{isThisComputer ? 'Others on this network reach you at' : 'Others on this network come in at'}</h2>
          <p class="address num" data-testid="lan-address">
            {best}
          </p>
          <div class="share">
            <QrCode link={linkOf(app, best)} />
            <div class="ways">
              <CopyButton label="Copy link" text={linkOf(app, best)} />
              <p class="small muted">or scan with a phone</p>
              <HostStatus app={app} />
            </div>
          </div>
          {others.length > 0 && (
            <details>
              <summary>Other addresses of this {isThisComputer ? 'computer' : 'host'}</summary>
              <ul class="num">
                {others.map((address) => (
                  <li key={address}>{address}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** Leads to the room that is entered, where it can be one. */
function linkOf(app: App, address: string): string {
  const room = RoomName.safeParse(app.room.value)
  return buildInvite({ origin: `${location.protocol}//${address}`, ...(room.success && { room: room.data }) })
}

function HostStatus({ app }: { app: App }) {
  const { state } = app.host.view.value
  const isUp = !app.isAtOwnHost.value || state === 'connected'
  return (
    <p class="small muted">
      <span class={`dot ${isUp ? '' : 'pale'}`} /> {isUp ? 'Hosting' : 'Connecting…'}
    </p>
  )
}

function NoNetwork({ app }: { app: App }) {
  const { state, error } = app.host.view.value
  if (state === 'connected') {
    return (
      <>
        <h2>No network</h2>
        <p>This computer is on no network, so nobody else can reach it. Connect it to Wi-Fi or a cable.</p>
      </>
    )
  }
  if (state !== 'failed') return <h2 aria-busy="true">Connecting to the host…</h2>
  return (
    <>
      <p role="alert">
        {error === 'origin-not-allowed'
          ? 'The host does not accept this page. Open it by the address that the host shows.'
          : 'The host of this page does not answer. It may have been closed.'}
      </p>
      <button type="button" class="btn" onClick={() => app.retryHost()}>
        Try again
      </button>
    </>
  )
}
