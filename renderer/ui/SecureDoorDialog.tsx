import { ExternalLink } from 'lucide-preact'
import type { SecureDoor } from '../state/secure-door.js'
import { Dialog } from './Dialog.js'
import { Fingerprint } from './Fingerprint.js'
import './secure-door.css'

/** How a guest whose page came by plain http gets to use camera and microphone. */
export function SecureDoorDialog({ door }: { door: SecureDoor }) {
  const way = door.way.value
  return (
    <Dialog title="Camera and microphone" place="middle" onClose={door.close}>
      {way ? <Steps link={way.link} fingerprint={way.fingerprint} /> : <NoDoor />}
    </Dialog>
  )
}

function Steps({ link, fingerprint }: { link: string; fingerprint: string }) {
  return (
    <div class="body steps">
      <p>
        Browsers give them only to pages that come by https. The host has such a page; your room and your name come
        along.
      </p>
      <ol>
        <li>
          <b>The browser will warn you</b> that the connection is not private. That is because the host made its
          certificate itself: no authority on the internet vouches for it.
        </li>
        <li>
          <b>Go on all the same.</b> Press “Advanced”, then “Proceed”. In Safari: “Show Details”, then “visit this
          website”.
        </li>
        <li>
          <b>To be sure that nobody is in between,</b> compare the certificate’s SHA-256 fingerprint with this one. The
          person at the host sees it too, on their start screen.
          <Fingerprint of={fingerprint} />
        </li>
      </ol>
      <div class="row actions">
        <a class="btn primary" href={link}>
          <ExternalLink size={16} aria-hidden="true" /> Open the secure page
        </a>
      </div>
    </div>
  )
}

function NoDoor() {
  return (
    <div class="body">
      <p>
        Browsers give them only to pages that come by https, and there is no such page here. To be seen and heard, use
        the Lanline app, or open Lanline on the host’s own computer.
      </p>
    </div>
  )
}
