import type { Socket } from 'socket.io-client'
import {
  Announcement,
  ChatMessage,
  type ClientEvents,
  type HostEvents,
  IncomingCall,
  IncomingSignal,
  Left,
  Locked,
  Peer,
  RingEnd,
  UserList,
} from '../../common/protocol.js'
import type { Schema } from '../../common/schema.js'
import type { CallError } from './errors.js'

/**
 * `closed-by-host`: the host said that it stops. It and `reconnecting` go on trying to get back. `turned-away`: the host
 * was there and said no, so that nothing more happens by itself.
 */
export type SignalingState = 'connected' | 'reconnecting' | 'closed-by-host' | 'turned-away'

export interface SignalingEvents {
  state: SignalingState
  /** Why a host that had let this page in no longer does; comes after the state. */
  'turned-away': CallError
  /** Who the host takes this page for; comes on each connection before anything else. */
  welcome: Peer
  'peer-joined': Peer
  'peer-left': Left
  'peer-renamed': Peer
  signal: IncomingSignal
  /** The room that this page is in was closed to others, or opened. */
  locked: Locked
  /** Who is on the host, while this page is in no room. */
  people: UserList
  /** Someone rings. */
  call: IncomingCall
  /** The person that this page rang does not come. */
  refused: RingEnd
  /** The person who rang this page no longer does. */
  'called-off': RingEnd
  chat: ChatMessage
  /** Who came and went. */
  announcement: Announcement
}

/** Gives `tell` what the host says, in the page's terms; what makes no sense is left out. */
export function hear(
  socket: Socket<HostEvents, ClientEvents>,
  tell: <E extends keyof SignalingEvents>(event: E, payload: SignalingEvents[E]) => void,
): void {
  const pass = <E extends keyof SignalingEvents>(event: E, schema: Schema<SignalingEvents[E]>, value: unknown) => {
    const parsed = schema.safeParse(value)
    if (parsed.success) tell(event, parsed.data)
    else console.warn(`The host sent a "${event}" that makes no sense; it is left out.`)
  }
  socket.on('welcome', (self) => pass('welcome', Peer, self))
  socket.on('join', (_room, peer) => pass('peer-joined', Peer, peer))
  socket.on('left', (peer) => pass('peer-left', Left, peer))
  socket.on('renamed', (peer) => pass('peer-renamed', Peer, peer))
  socket.on('signal', (signal) => pass('signal', IncomingSignal, signal))
  socket.on('locked', (locked) => pass('locked', Locked, locked))
  socket.on('updateUserlist', (list) => pass('people', UserList, list))
  socket.on('call', (call) => pass('call', IncomingCall, call))
  socket.on('refuse', (end) => pass('refused', RingEnd, end))
  socket.on('disconnectPeer', (end) => pass('called-off', RingEnd, end))
  socket.on('announce', (announcement) => pass('announcement', Announcement, announcement))
  socket.on('message', (message) => {
    // Clients of other making send what they like as `message`; the host lets none of it look like chat.
    const chat = ChatMessage.safeParse(message)
    if (chat.success) tell('chat', chat.data)
  })
}
