import * as z from 'zod/mini'
import type {
  ChatMessage,
  IncomingCall,
  IncomingSignal,
  Left,
  Locked,
  Peer,
  RingEnd,
  UserList,
} from '../../common/protocol.js'
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
  /** A sentence on who came and went. */
  announcement: string
}

/** What `announce` carries, as its sentence. */
export const Announcement = z.pipe(
  z.object({ message: z.string().check(z.maxLength(1000)) }),
  z.transform(({ message }) => message),
)
