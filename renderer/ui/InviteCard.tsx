import { Share2, WifiOff } from 'lucide-preact'
import { RoomName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { AccessLine } from './AccessLine.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as prose from './base/prose.module.css'
import { CheckButton } from './CheckButton.js'
import { CopyButton } from './CopyButton.js'
import * as css from './InviteCard.module.css'
import { OpenInApp } from './OpenInApp.js'
import { OtherAddresses, QrCode } from './parts.js'

/** The address to give to others, as it is now, and who may come in by it. */
export function InviteCard({ app }: { app: App }) {
  const isConnected = app.host.view.value.state === 'connected'
  // A host elsewhere that is away is spoken of where it is named, and has nobody to invite.
  if (!isConnected && !app.host.isAtOwn.value) return null
  return (
    <section class={`${cards.card} ${css.invite}`} aria-label={t('host/invite')}>
      <div class={css.head}>
        <h2>{t('host/invite')}</h2>
        {isConnected && <span class={css.up}>{t('host/hosting')}</span>}
      </div>
      <Content app={app} />
      <AccessLine app={app} />
    </section>
  )
}

function Content({ app }: { app: App }) {
  const { state, error } = app.host.view.value
  const isAtOwn = app.host.isAtOwn.value
  if (isAtOwn && state === 'failed') return <NoHost app={app} error={error} />
  if (isAtOwn && !app.ownHost.facts.value) return <p aria-busy="true">{t('host/connecting-to-host')}</p>
  // A link that leads nowhere is not to be given to anyone.
  if (state !== 'connected') return <p role="status">{t('host/host-away')}</p>
  const { address } = app.reach
  return address === undefined ? <NoNetwork app={app} /> : <Reachable app={app} address={address} />
}

function Reachable({ app, address }: { app: App; address: string }) {
  const room = readAs(RoomName, app.room.value)
  const link = app.reach.inviteTo(room) ?? ''
  const isAtOwn = app.host.isAtOwn.value
  return (
    <>
      <div class={css.share}>
        <div class={css.code}>
          <QrCode link={link} />
        </div>
        <p class={css.address} data-testid="lan-address">
          {address}
        </p>
        <p class={`${css.hint} ${prose.hint}`}>
          {t(isAtOwn && app.reach.isThisComputer ? 'host/reach-you-at' : 'host/come-in-at')}
        </p>
        <div class={css.buttons}>
          <CopyButton label={t('action/copy-link')} text={link} />
          <ShareLink link={link} />
        </div>
      </div>
      <OpenInApp app={app} room={room} />
      {isAtOwn && <OtherAddresses app={app} />}
    </>
  )
}

/** The system's own ways to pass a link on, where it offers them. */
function ShareLink({ link }: { link: string }) {
  if (navigator.share === undefined) return null
  // Whoever closes the system's sheet has shared nothing, and is told nothing.
  const share = () => void navigator.share({ title: 'Lanline', url: link }).catch(() => undefined)
  return (
    <button type="button" class={buttons.plain} onClick={share}>
      <Share2 size={16} aria-hidden="true" /> {t('host/share')}
    </button>
  )
}

/** The host is there, for this computer alone. */
function NoNetwork({ app }: { app: App }) {
  return (
    <>
      <h3 class={css.none}>
        <WifiOff size={20} aria-hidden="true" /> {t('host/no-network')}
      </h3>
      <p>{t('host/nobody-can-reach')}</p>
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
      return t('host/page-not-accepted')
    case 'passcode-required':
    case 'wrong-passcode':
      return t('host/passcode-wanted')
    case 'too-many-attempts':
    case 'removed':
      return t(`problems/${error}`)
    default:
      return t('host/host-silent')
  }
}
