import type { ClientEvents } from '../../common/protocol.js'
import { log as mainLog } from '../storage/log.js'
import { type Answer, HANDLERS } from './handlers.js'
import { asSeen, type HostState, refusal } from './host-state.js'
import { dismiss, leaveRoom, rename, ringAt } from './membership.js'
import { type HostSocket, log, type Peer } from './peers.js'

/** How long someone who said goodbye stays on the list: a page that reloads says it too, and is back before. */
const RELOAD_MS = 3_000

/** Serves one client for as long as its socket is open. */
export function serve(host: HostState, socket: HostSocket): void {
  const { peer, isNew } = host.peers.welcome(socket)

  socket.onAny((...packet: unknown[]) => {
    // Socket.IO hands on even what a client sent behind its own goodbye.
    if (!socket.connected) return
    const last = packet.at(-1)
    const ack = typeof last === 'function' ? last : undefined
    const [event, payload] = ack ? packet.slice(0, -1) : packet
    const reply = answer(host, peer, String(event), payload)
    if (ack) ack(reply)
    else if (!reply.ok) log(peer, reply.message)
  })

  socket.on('disconnect', (reason) => {
    if (!peer.isAt(socket)) return
    const hasGone = reason === 'client namespace disconnect'
    if (hasGone) leaveRoom(host, peer)
    if (socket.data.handshake.session === undefined) dismiss(host, peer)
    else if (hasGone) peer.detach(Math.min(RELOAD_MS, host.graceMs), () => dismiss(host, peer))
    else peer.detach(host.graceMs, () => dismiss(host, peer, { lost: true }))
  })

  welcome(host, socket, peer)
  if (isNew) host.presence.changed()
}

/** From now on the person behind a new socket receives there what is sent to them, and what was while they were away. */
function welcome(host: HostState, socket: HostSocket, peer: Peer): void {
  const { name, fresh } = socket.data.handshake
  if (name) rename(host, peer, name)
  if (fresh) {
    leaveRoom(host, peer)
    peer.discardOutbox()
  }
  socket.emit('welcome', asSeen(peer))
  peer.attach(socket)
  host.presence.greet(socket)
  // A page that was loaded anew, or lost its connection, knows no more of who rings.
  ringAt(host, peer)
}

const refuseUnknown = (event: string) => () =>
  refusal('unknown-event', `This host knows no event "${event.slice(0, 64)}".`)

/** Never throws: a handler that does is a bug of ours, which must not reach other clients. */
function answer(host: HostState, peer: Peer, event: string, payload: unknown): Answer {
  try {
    const handle = Object.hasOwn(HANDLERS, event) ? HANDLERS[event as keyof ClientEvents] : refuseUnknown(event)
    return handle(host, peer, payload)
  } catch (error) {
    mainLog.error(`Answering "${event}" failed:`, error)
    return refusal('internal-error', 'The host failed to do that.')
  }
}
