import * as v from 'valibot'
import { LIMITS } from '../limits.js'
import { Addressed, ChatText, Json, PersonName, Reply, RoomName } from '../protocol.js'
import { textUpTo } from '../schema.js'
import { type EmittedBy, event, type HeardBy, nothing, request, roomEvent } from './contract.js'
import type { files } from './files.js'
import type { listChanges } from './list-changes.js'
import { ADDRESSED, type signaling } from './signaling.js'

/** What clients of the WebRTC codelab speak besides Lanline's `create or join` and `join`. */
export const codelab = {
  requests: {
    /** Anything, for the others in the sender's room. */
    message: request(Json, Reply, 'A message is any JSON value, not too deep.'),
    ipaddr: request(nothing, Reply),
  },
  events: {
    created: roomEvent(v.string()),
    joined: roomEvent(v.string()),
    ready: event(v.string()),
    full: event(v.string()),
    bye: event(v.string()),
    message: event(Json),
    /** One of the host's addresses. */
    ipaddr: event(v.string()),
    /** What the client's own requests came to, for a person to read. */
    log: event(v.array(v.unknown())),
  },
} as const

/** What clients of the user-list tutorials speak besides Lanline's `updateUserlist`, `refuse` and `disconnectPeer`. */
export const userList = {
  requests: {
    offer: request(Addressed, Reply, ADDRESSED),
    answer: request(Addressed, Reply, ADDRESSED),
    iceCandidate: request(Addressed, Reply, ADDRESSED),
  },
  events: {
    offer: event(Addressed),
    answer: event(Addressed),
    remoteIceCandidate: event(Addressed),
  },
} as const

/**
 * What one of the sample's clients may have: rooms that it is in, and signals in so many seconds. Members are those of a room.
 */
export const SAMPLE_LIMITS = { rooms: 8, members: 32, signals: 300, seconds: 10, type: 64 } as const

const SampleRooms = v.object({ chat_room: RoomName, signal_room: RoomName })
export type SampleRooms = v.InferOutput<typeof SampleRooms>

const SampleText = v.object({ author: v.optional(PersonName), message: ChatText, room: RoomName })
const SampleSignal = v.object({
  type: textUpTo(SAMPLE_LIMITS.type),
  message: Json,
  room: RoomName,
})

/** What clients of the chat-and-signaling sample speak. Their rooms are their own: no call takes place in one. */
export const chatSample = {
  requests: {
    ready: request(SampleRooms, Reply, '"chat_room" and "signal_room" are names of rooms.'),
    send: request(SampleText, Reply, `A message has 1 to ${LIMITS.chatMessage} characters, and a room.`),
    signal: request(SampleSignal, Reply, 'A signal has a type, a message and a room.'),
  },
  events: {
    announce: event(v.object({ message: v.string() })),
    message: event(v.object({ author: v.string(), message: v.string() })),
    signaling_message: event(v.object({ type: v.string(), message: Json })),
  },
} as const

type Spoken =
  | typeof signaling
  | typeof listChanges
  | typeof files
  | typeof codelab
  | typeof userList
  | typeof chatSample
/** All that clients may emit on the default namespace, and all that they may hear. */
export type ClientEvents = EmittedBy<Spoken>
export type HostEvents = HeardBy<Spoken>
