import { readPacket, unknownEvent } from './answer.js'
import { answer } from './handlers.js'
import { asSeen, type HostState } from './host-state.js'
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
    const { event, payload, ack } = readPacket(packet)
    const reply = answer({ host, peer }, event, payload) ?? unknownEvent(event)
    if (reply instanceof Promise) throw new Error(`"${event}" is answered later.`)
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
