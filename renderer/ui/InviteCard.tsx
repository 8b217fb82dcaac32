import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { AccessLine } from './AccessLine.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as css from './InviteCard.module.css'
import { InviteLink, NoNetwork } from './parts.js'

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
  return address === undefined ? <NoNetwork app={app} /> : <InviteLink app={app} address={address} />
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
