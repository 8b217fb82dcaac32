import { WifiOff } from 'lucide-preact'
import { RoomName } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { CheckButton } from './CheckButton.js'
import { CopyButton } from './CopyButton.js'
import { OpenInApp } from './OpenInApp.js'
import { OtherAddresses } from './OtherAddresses.js'
import { QrCode } from './QrCode.js'
import { sentenceFor } from './sentences.js'

/** The address to give to others, as it is now. */
export function AddressCard({ app }: { app: App }) {
  return (
    <section class="card host" aria-label={app.reach.isThisComputer ? 'This computer' : 'This host'}>
      <Content app={app} />
    </section>
  )
}

function Content({ app }: { app: App }) {
  const { state, error } = app.host.view.value
  if (app.host.isAtOwn.value && state === 'failed') return <NoHost app={app} error={error} />
  if (!app.ownHost.facts.value) return <h2 aria-busy="true">Connecting to the host…</h2>
  const [best] = app.reach.addresses.value
  return best === undefined ? <NoNetwork app={app} /> : <Reachable app={app} address={best} />
}

function Reachable({ app, address }: { app: App; address: string }) {
  const room = RoomName.safeParse(app.room.value)
  const link = app.reach.linkTo(address, room.data)
  return (
    <>
      <h2>{app.reach.isThisComputer ? 'Others on this network reach you at' : 'Others on this network come in at'}</h2>
      <p class="address num" data-testid="lan-address">
        {app.reach.textOf(address)}
      </p>
      <div class="share">
        <QrCode link={link} />
        <div class="ways">
          <CopyButton label="Copy link" text={link} />
          <p class="small muted">or scan with a phone</p>
          <HostStatus app={app} />
          <OpenInApp app={app} room={room.data} />
        </div>
      </div>
      <OtherAddresses app={app} />
    </>
  )
}

function HostStatus({ app }: { app: App }) {
  const { state } = app.host.view.value
  const isUp = !app.host.isAtOwn.value || state === 'connected'
  return (
    <p class="small muted">
      <span class={`dot ${isUp ? '' : 'pale'}`} /> {isUp ? 'Hosting' : 'Connecting…'}
    </p>
  )
}

/** The host is there, for this computer alone. */
function NoNetwork({ app }: { app: App }) {
  return (
    <>
      <h2 class="none row">
        <WifiOff size={20} aria-hidden="true" /> No network
      </h2>
      <p>
        Nobody else can reach this computer until it is on Wi-Fi or a cable. On this computer itself everything works.
      </p>
      <CheckButton app={app} class="btn" />
      <OtherAddresses app={app} />
    </>
  )
}

function NoHost({ app, error }: { app: App; error: Parameters<typeof hostSentence>[0] }) {
  return (
    <>
      <p role="alert">{hostSentence(error)}</p>
      {error !== 'removed' && (
        <button type="button" class="btn" onClick={() => app.retryHost()}>
          Try again
        </button>
      )}
    </>
  )
}

/** Why the page is not connected to the host that it is from. */
function hostSentence(error: App['host']['view']['value']['error']): string {
  switch (error) {
    case 'origin-not-allowed':
      return 'The host does not accept this page. Open it by the address that the host shows.'
    case 'passcode-required':
    case 'wrong-passcode':
      return 'This host lets in those who know its passcode.'
    case 'too-many-attempts':
    case 'removed':
      return sentenceFor(error)
    default:
      return 'The host of this page does not answer. It may have been closed.'
  }
}
