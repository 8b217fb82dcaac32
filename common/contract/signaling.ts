import * as v from 'valibot'
import { LIMITS } from '../limits.js'
import {
  Addressed,
  Announcement,
  ChatMessage,
  IncomingSignal,
  JoinReply,
  Left,
  Lock,
  Locked,
  OutgoingChat,
  OutgoingSignal,
  Peer,
  RelayReply,
  Rename,
  Reply,
  RoomName,
  TicketReply,
  UserList,
  Welcome,
} from '../protocol.js'
import { IncomingCall, OutgoingCall, RingEnd } from '../ring.js'
import { event, nothing, request, roomEvent } from './contract.js'

const ROOM = 'A room is 1 to 64 characters, none of them a control character.'
export const ADDRESSED = '"to" names the person it is for.'

/** Lanline's own contract on the default namespace. Dialects stand beside it; see dialects.ts. */
export const signaling = {
  requests: {
    /** Enters a room, out of any other, and makes it where there is none of that name. */
    'create or join': request(RoomName, JoinReply, ROOM),
    leave: request(nothing, Reply),
    rename: request(Rename, Reply, 'A name has at most 40 characters.'),
    /** Closes the sender's room to everyone who is not in it, or opens it. */
    lock: request(Lock, Reply, '"locked" is true or false.'),
    /** For another member of the sender's room. */
    signal: request(OutgoingSignal, Reply, 'A signal has "to" and either a description, a candidate or a restart.'),
    /** Credentials for the host's relay, for who is in a room; `create or join` gives the first ones. */
    relay: request(nothing, RelayReply),
    /** A ticket by which the sender goes on in another session, and without the passcode, once. */
    ticket: request(nothing, TicketReply),
    /** Has the sender's seat kept for two minutes after this connection has ended: they come back by a ticket. */
    move: request(nothing, Reply),
    /** Chat, for everyone in the sender's room, or in the lobby. */
    send: request(OutgoingChat, Reply, `A message has 1 to ${LIMITS.chatMessage} characters.`),
    /** Rings a person, and waits for them in a room of the call's own. */
    call: request(OutgoingCall, JoinReply, 'A call has "to", and "audioOnly" and "tag" or not.'),
    /** Turns down whoever rings. */
    refuse: request(Addressed, Reply, ADDRESSED),
    /** Calls off the ring that was placed. */
    disconnectPeer: request(Addressed, Reply, ADDRESSED),
  },
  events: {
    /** Who the host takes this client for: on each connection, before anything else. */
    welcome: event(Welcome),
    /** Who is on the host, while this client is in no room. */
    updateUserlist: event(UserList),
    join: roomEvent(Peer),
    left: event(Left),
    renamed: event(Peer),
    locked: event(Locked),
    signal: event(IncomingSignal),
    message: event(ChatMessage, { isShared: true }),
    /** Someone rings. */
    call: event(IncomingCall),
    /** The person that this client rang does not come. */
    refuse: event(RingEnd),
    /** The person who rang this client no longer does. */
    disconnectPeer: event(RingEnd),
    /** Who came and went. */
    announce: event(Announcement),
    /** The operator, who is in the same room, asks this person to mute themselves. */
    mute: event(v.object({ by: Peer })),
    /** The operator has taken this person off the host. */
    removed: event(nothing),
    /** The host stops. */
    closing: event(nothing),
  },
} as const
