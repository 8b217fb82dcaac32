import { RoomName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as prose from './base/prose.module.css'
import { CopyButton } from './CopyButton.js'
import * as css from './InviteLink.module.css'
import { OpenInApp } from './OpenInApp.js'
import { OtherAddresses } from './OtherAddresses.js'
import { QrCode } from './QrCode.js'
import { ShareLink } from './ShareLink.js'

/** The address that others come in at, as words, code and link. */
export function InviteLink({ app, address }: { app: App; address: string }) {
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
