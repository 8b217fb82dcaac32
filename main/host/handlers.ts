import {
  Addressed,
  ChatMessage,
  type ClientEvents,
  type HostEvents,
  type JoinReply,
  LIMITS,
  Lock,
  OutgoingCall,
  OutgoingChat,
  OutgoingSignal,
  Rename,
  type Reply,
  RoomName,
} from '../../common/protocol.js'
import type { Schema } from '../../common/schema.js'
import { type HostState, OK, othersInRoom, refusal } from './host-state.js'
import { isJson } from './json.js'
import { joinRoom, leaveRoom, lockRoom, rename, ringAt } from './membership.js'
import { type Peer, UNNAMED } from './peers.js'
import { isBusy } from './presence.js'

export type Answer = JoinReply | Reply
type Handler = (host: HostState, peer: Peer, payload: unknown) => Answer

/** A handler that runs on what `schema` made of the payload, or refuses what does not fit it. */
function parsed<T>(
  schema: Schema<T>,
  expected: string,
  run: (host: HostState, peer: Peer, payload: T) => Answer,
): Handler {
  return (host, peer, payload) => {
    const result = schema.safeParse(payload)
    return result.success ? run(host, peer, result.data) : refusal('bad-request', expected)
  }
}

/** Events that one person hands to another as they are. */
type HandedOn = 'refuse' | 'disconnectPeer' | 'offer' | 'answer' | 'remoteIceCandidate'

function handOn(event: HandedOn): Handler {
  return parsed(Addressed, '"to" names the person it is for.', (host, peer, payload) => {
    const target = host.peers.get(payload.to)
    if (!isJson(payload, LIMITS.messageDepth)) return refusal('bad-request', 'That is not JSON, or too deep.')
    if (!target) return refusal('no-such-peer', 'Nobody with that id is on this host.')
    endRing(host, event, peer.id, target.id)
    const send = target.send.bind(target) as (event: HandedOn, payload: Parameters<HostEvents['offer']>[0]) => void
    send(event, { ...payload, from: peer.id })
    return OK
  })
}

/** A callee who refuses and a caller who calls off end the ring between them. */
function endRing({ rings, peers, presence }: HostState, event: HandedOn, from: string, to: string): void {
  const ring = rings.of(from)
  const isRefused = event === 'refuse' && ring?.callee === from && ring.caller === to
  const isCalledOff = event === 'disconnectPeer' && ring?.caller === from && ring.callee === to
  if (!ring || !(isRefused || isCalledOff) || !rings.end(ring)) return
  // Said while their connection was lost, it comes after they were told again that it rings.
  if (isRefused) peers.get(from)?.send('disconnectPeer', { from: to })
  presence.changed()
}

/** What the host does on each event of a client. An answer goes to the acknowledgement, a refusal to `log` without one. */
export const HANDLERS: Record<keyof ClientEvents, Handler> = {
  'create or join': parsed(RoomName, 'A room is 1 to 64 characters, none of them a control character.', joinRoom),
  leave: (host, peer) => {
    leaveRoom(host, peer)
    return OK
  },
  message: (host, peer, value) => {
    if (!isJson(value, LIMITS.messageDepth)) return refusal('bad-request', 'A message is any JSON value, not too deep.')
    if (ChatMessage.safeParse(value).success) return refusal('bad-request', 'Chat is sent with "send".')
    if (!host.rooms.of(peer.id)) return refusal('not-in-room', 'Join a room before sending messages.')
    for (const other of othersInRoom(host, peer)) other.send('message', value)
    return OK
  },
  signal: parsed(OutgoingSignal, 'A signal has "to" and either a description or a candidate.', (host, peer, signal) => {
    const { to, ...content } = signal
    const target = othersInRoom(host, peer).find(({ id }) => id === to)
    if (!target) return refusal('no-such-peer', 'Nobody with that id is in your room.')
    target.send('signal', { from: peer.id, ...content })
    return OK
  }),
  rename: parsed(Rename, 'A name has at most 40 characters.', (host, peer, { name }) => {
    rename(host, peer, name || UNNAMED)
    return OK
  }),
  ipaddr: (host, peer) => {
    for (const address of host.lanAddresses()) peer.send('ipaddr', address)
    return OK
  },
  lock: parsed(Lock, '"locked" is true or false.', (host, peer, { locked }) =>
    lockRoom(host, peer, locked) ? OK : refusal('not-in-room', 'Join a room before locking it.'),
  ),
  call: parsed(OutgoingCall, 'A call has "to", and "audioOnly" or not.', placeCall),
  refuse: handOn('refuse'),
  disconnectPeer: handOn('disconnectPeer'),
  offer: handOn('offer'),
  answer: handOn('answer'),
  iceCandidate: handOn('remoteIceCandidate'),
  send: parsed(OutgoingChat, `A message has 1 to ${LIMITS.chatMessage} characters.`, chat),
}

function placeCall(host: HostState, caller: Peer, { to, audioOnly = false }: OutgoingCall): JoinReply {
  if (!host.limit.take(caller.id)) return refusal('too-fast', 'That is too many calls and messages at once.')
  const callee = host.peers.get(to)
  if (!callee || callee === caller) return refusal('no-such-peer', 'Nobody else with that id is on this host.')
  if (isBusy(host, to)) return refusal('busy', `${callee.name} is in another call.`)
  if (host.rings.of(caller.id)?.callee === caller.id) return refusal('busy', 'Someone rings you; answer first.')

  leaveRoom(host, caller)
  const { room } = host.rings.start(caller.id, to, audioOnly)
  const reply = joinRoom(host, caller, room)
  ringAt(host, callee)
  return reply
}

function chat(host: HostState, peer: Peer, { message, author }: OutgoingChat): Reply {
  if (!host.limit.take(peer.id)) return refusal('too-fast', 'That is too many calls and messages at once.')
  const said = { message, author: peer.isNamed ? peer.name : author || UNNAMED, from: peer.id, at: Date.now() }
  if (!host.rooms.of(peer.id)) host.presence.toLobby('message', said)
  else for (const member of [peer, ...othersInRoom(host, peer)]) member.send('message', said)
  return OK
}
