import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { CopyButton } from './CopyButton.js'
import { OpenInApp } from './OpenInApp.js'
import { QrCode, ShareLink } from './parts.js'
import { rich } from './rich.js'
import * as css from './Waiting.module.css'

/** An empty room: what to give to the others. */
export function Waiting({ app, room }: { app: App; room: string }) {
  const invite = app.reach.inviteTo(room)
  return (
    <section class={css.waiting} aria-label={t('call/waiting')}>
      <h1>{rich('call/alone-in-room', { room: <b>{room}</b> })}</h1>
      {invite === undefined ? (
        <p>{t(app.reach.isAway ? 'host/host-away' : 'call/no-network')}</p>
      ) : (
        <>
          <div class={css.way}>
            <p>{t('call/open-elsewhere')}</p>
            <p class={css.link}>{decodeURI(invite)}</p>
            <CopyButton label={t('action/copy-link')} text={invite} />
            <ShareLink link={invite} />
            <OpenInApp app={app} room={room} />
          </div>
          <div class={css.code}>
            <QrCode link={invite} />
          </div>
        </>
      )}
    </section>
  )
}
