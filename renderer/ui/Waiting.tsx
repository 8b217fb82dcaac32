import type { App } from '../state/app.js'
import { CopyButton } from './CopyButton.js'
import { OpenInApp } from './OpenInApp.js'
import { QrCode } from './QrCode.js'

/** An empty room: what to give to the others. */
export function Waiting({ app, room }: { app: App; room: string }) {
  const invite = app.reach.inviteTo(room)
  return (
    <section class="waiting" aria-label="Waiting">
      <h1>
        You are alone in <b>{room}</b>
      </h1>
      {invite === undefined ? (
        <p>This computer is on no network, so nobody else can reach it.</p>
      ) : (
        <>
          <p>On another computer or phone on this network, open</p>
          <p class="invite num">{decodeURI(invite)}</p>
          <QrCode link={invite} />
          <CopyButton label="Copy link" text={invite} />
          <OpenInApp app={app} room={room} />
        </>
      )}
    </section>
  )
}
