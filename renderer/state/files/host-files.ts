import { FileLinks } from '../../call/files/file-links.js'
import { usable } from '../../call/ice-servers.js'
import { FileOffers } from '../../call/signaling/file-offers.js'
import type { Signaling } from '../../call/signaling/signaling.js'
import type { App } from '../app.js'
import { filesOf } from './files-of.js'

/** Whose offers are heard already. */
const hearing = new WeakSet<Signaling>()

/** Has this page take files of people of a host with whom it is in no room, and send them some. */
export function exchangeFilesAt(signaling: Signaling, app: App): void {
  if (hearing.has(signaling)) return
  hearing.add(signaling)
  signaling.speak((socket) => {
    const links = new FileLinks({
      offers: new FileOffers(socket),
      iceServers: async () => usable(await app.store.iceServers()),
      note: (peer, type, payload) => signaling.log.add({ direction: 'page', type, peer, payload }),
    })
    filesOf(app).useHost(links)
  })
}
