import { WifiOff } from 'lucide-preact'
import { RoomName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AddressCard.module.css'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as prose from './base/prose.module.css'
import { CheckButton } from './CheckButton.js'
import { CopyButton } from './CopyButton.js'
import { OpenInApp } from './OpenInApp.js'
import { OtherAddresses, QrCode } from './parts.js'

/** The address to give to others, as it is now. */
export function AddressCard({ app }: { app: App }) {
  return (
    <section
      class={`${cards.card} ${css.host}`}
      aria-label={t(app.reach.isThisComputer ? 'start/this-computer' : 'start/this-host')}
    >
      <Content app={app} />
    </section>
  )
}

function Content({ app }: { app: App }) {
  const { state, error } = app.host.view.value
  if (app.host.isAtOwn.value && state === 'failed') return <NoHost app={app} error={error} />
  if (!app.ownHost.facts.value) return <h2 aria-busy="true">{t('start/connecting-to-host')}</h2>
  const [best] = app.reach.addresses.value
  return best === undefined ? <NoNetwork app={app} /> : <Reachable app={app} address={best} />
}

function Reachable({ app, address }: { app: App; address: string }) {
  const room = readAs(RoomName, app.room.value)
  const link = app.reach.linkTo(address, room)
  return (
    <>
      <h2>{t(app.reach.isThisComputer ? 'start/reach-you-at' : 'start/come-in-at')}</h2>
      <p class={css.address} data-testid="lan-address">
        {app.reach.textOf(address)}
      </p>
      <div class={css.share}>
        <QrCode link={link} />
        <div class={css.ways}>
          <CopyButton label={t('action/copy-link')} text={link} />
          <p class={prose.hint}>{t('start/or-scan')}</p>
          <HostStatus app={app} />
          <OpenInApp app={app} room={room} />
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
    <p class={prose.hint}>
      <span class={`${css.dot} ${isUp ? '' : css.pale}`} /> {t(isUp ? 'start/hosting' : 'start/connecting')}
    </p>
  )
}

/** The host is there, for this computer alone. */
function NoNetwork({ app }: { app: App }) {
  return (
    <>
      <h2 class={css.none}>
        <WifiOff size={20} aria-hidden="true" /> {t('start/no-network')}
      </h2>
      <p>{t('start/nobody-can-reach')}</p>
      <CheckButton app={app} class={buttons.plain} />
      <OtherAddresses app={app} />
    </>
  )
}

function NoHost({ app, error }: { app: App; error: Parameters<typeof hostSentence>[0] }) {
  return (
    <>
      <p role="alert">{hostSentence(error)}</p>
      {error !== 'removed' && (
        <button type="button" class={buttons.plain} onClick={() => app.retryHost()}>
          {t('action/try-again')}
        </button>
      )}
    </>
  )
}

/** Why the page is not connected to the host that it is from. */
function hostSentence(error: App['host']['view']['value']['error']): string {
  switch (error) {
    case 'origin-not-allowed':
      return t('start/page-not-accepted')
    case 'passcode-required':
    case 'wrong-passcode':
      return t('start/passcode-wanted')
    case 'too-many-attempts':
    case 'removed':
      return t(`problems/${error}`)
    default:
      return t('start/host-silent')
  }
}
