import { codelab, userList } from '../../common/contract/dialects.js'
import { signaling } from '../../common/contract/signaling.js'
import {
  type Addressed,
  ChatMessage,
  type JoinReply,
  type OutgoingCall,
  type OutgoingChat,
  type Reply,
} from '../../common/protocol.js'
import { answering, type Handlers, OK, refusal } from './answer.js'
import { type HostState, othersInRoom } from './host-state.js'
import { joinRoom, leaveRoom, lockRoom, rename, ringAt } from './membership.js'
import { type Peer, UNNAMED } from './peers.js'
import { isBusy } from './presence.js'

/** Whose request it is, and on which host. */
interface Context {
  readonly host: HostState
  readonly peer: Peer
}

/** Events that one person hands to another as they are. */
type HandedOn = 'refuse' | 'disconnectPeer' | 'offer' | 'answer' | 'remoteIceCandidate'

function handOn(event: HandedOn) {
  return ({ host, peer }: Context, payload: Addressed): Reply => {
    const target = host.peers.get(payload.to)
    if (!target) return refusal('no-such-peer', 'Nobody with that id is on this host.')
    endRing(host, event, peer.id, target.id)
    const send = target.send.bind(target) as (event: HandedOn, payload: Addressed & { from: string }) => void
    send(event, { ...payload, from: peer.id })
    return OK
  }
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

const REQUESTS = { ...codelab.requests, ...userList.requests, ...signaling.requests }

const HANDLERS: Handlers<typeof REQUESTS, Context> = {
  'create or join': ({ host, peer }, room) => joinRoom(host, peer, room),
  leave: ({ host, peer }) => {
    leaveRoom(host, peer)
    return OK
  },
  message: ({ host, peer }, value) => {
    if (ChatMessage.safeParse(value).success) return refusal('bad-request', 'Chat is sent with "send".')
    if (!host.rooms.of(peer.id)) return refusal('not-in-room', 'Join a room before sending messages.')
    for (const other of othersInRoom(host, peer)) other.send('message', value)
    return OK
  },
  signal: ({ host, peer }, { to, ...content }) => {
    const target = othersInRoom(host, peer).find(({ id }) => id === to)
    if (!target) return refusal('no-such-peer', 'Nobody with that id is in your room.')
    target.send('signal', { from: peer.id, ...content })
    return OK
  },
  rename: ({ host, peer }, { name }) => {
    rename(host, peer, name || UNNAMED)
    return OK
  },
  ipaddr: ({ host, peer }) => {
    for (const address of host.lanAddresses()) peer.send('ipaddr', address)
    return OK
  },
  lock: ({ host, peer }, { locked }) =>
    lockRoom(host, peer, locked) ? OK : refusal('not-in-room', 'Join a room before locking it.'),
  call: ({ host, peer }, call) => placeCall(host, peer, call),
  refuse: handOn('refuse'),
  disconnectPeer: handOn('disconnectPeer'),
  offer: handOn('offer'),
  answer: handOn('answer'),
  iceCandidate: handOn('remoteIceCandidate'),
  send: ({ host, peer }, said) => chat(host, peer, said),
}

export const answer = answering(REQUESTS, HANDLERS)

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
