import * as v from 'valibot'
import { isJson } from './json.js'
import { CAPACITY, LIMITS } from './limits.js'
import { finite, integer, isVisible, line, notArray, textUpTo } from './schema.js'

/**
 * What signaling between the page (or any Socket.IO 4 client) and a host is about: payloads and replies. Which event
 * carries which of them stands in contract/.
 */

export const Capacity = integer(CAPACITY.min, CAPACITY.max)

/**
 * 1 to 64 characters after trimming, of any script, none of them a control character. Parses to the trimmed name.
 * "." and ".." are no rooms, because no link can lead there: a URL's path takes them for folders.
 */
export const RoomName = v.pipe(
  line(LIMITS.roomName),
  v.check(isVisible),
  v.check((text) => text !== '.' && text !== '..'),
)

/** At most 40 characters after trimming. Parses to an empty one where nothing of it shows: the host says "Guest". */
export const PersonName = v.pipe(
  line(LIMITS.personName),
  v.transform((text) => (isVisible(text) ? text : '')),
)

/** What identifies a person to a host across reconnects and reloads; a secret, so no peer ever sees it. */
const Session = v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/))

/** `auth` of the Socket.IO handshake. `fresh`: the page was just loaded, so whatever room it was in is left. */
export const Handshake = notArray(
  v.object({
    name: v.optional(PersonName),
    session: v.optional(Session),
    fresh: v.optional(v.boolean()),
    /** Anything: a wrong one is told from a malformed one by nothing. */
    passcode: v.optional(textUpTo(1024)),
    /** Stands for the passcode, once. */
    ticket: v.optional(textUpTo(64)),
    /** What the host's own program opens its page with. */
    operator: v.optional(textUpTo(64)),
  }),
)
export type Handshake = v.InferOutput<typeof Handshake>

export const PeerId = v.pipe(textUpTo(64), v.nonEmpty())

export const Peer = v.object({ id: PeerId, name: PersonName })
/** A person as others in the room see them. */
export type Peer = v.InferOutput<typeof Peer>

/** Who a client is to others; and the direct call that they were in, where they come by a ticket. */
export const Welcome = v.object({ ...Peer.entries, call: v.optional(v.object({ room: RoomName, person: Peer })) })

/** An RTCSessionDescriptionInit, as WebRTC's `localDescription.toJSON()` gives it. */
const Description = v.object({
  type: v.picklist(['offer', 'answer', 'pranswer', 'rollback']),
  sdp: v.optional(textUpTo(LIMITS.sdp)),
})

/** An RTCIceCandidateInit, as WebRTC's `candidate.toJSON()` gives it. */
const Candidate = v.object({
  candidate: textUpTo(LIMITS.candidate),
  sdpMid: v.optional(v.nullable(textUpTo(64))),
  sdpMLineIndex: v.optional(v.nullable(integer(0, 1024))),
  usernameFragment: v.optional(v.nullable(textUpTo(256))),
})

const signalFields = {
  description: v.optional(Description),
  candidate: v.optional(Candidate),
  /** Asks the side that made the first offer to look for a new path (ICE restart). */
  restart: v.optional(v.literal(true)),
}
const carriesOne = ({ description, candidate, restart }: { [Part in keyof typeof signalFields]?: unknown }) =>
  [description, candidate, restart].filter((part) => part !== undefined).length === 1

/** The part of a signal that concerns one connection, without its addressing. */
export const Signal = v.pipe(
  v.object(signalFields),
  v.check((signal) => carriesOne(signal)),
)
export type Signal = v.InferOutput<typeof Signal>

/** What one peer sends another through the host: a description, a candidate or a restart, and one of them alone. */
export const OutgoingSignal = v.pipe(
  v.object({ to: PeerId, ...signalFields }),
  v.check((signal) => carriesOne(signal)),
)
export type OutgoingSignal = v.InferOutput<typeof OutgoingSignal>

/** The same as it arrives; `from` is set by the host and can be trusted as far as the host can. */
export const IncomingSignal = v.pipe(
  v.object({ from: PeerId, ...signalFields }),
  v.check((signal) => carriesOne(signal)),
)
export type IncomingSignal = v.InferOutput<typeof IncomingSignal>

export const Rename = v.object({ name: PersonName })

/** Closes the sender's room to everyone who is not in it, or opens it. */
export const Lock = v.object({ locked: v.boolean() })
export type Lock = v.InferOutput<typeof Lock>

/** The room was closed or opened, and by whom. */
export const Locked = v.object({ locked: v.boolean(), by: Peer })
export type Locked = v.InferOutput<typeof Locked>

/**
 * What those are told who stay in a room. `lost`: someone did not go, but their connection stayed away. `closed`: their
 * page was closed, or loaded anew, so that they may be back in a moment.
 */
export const Left = v.object({
  id: PeerId,
  name: PersonName,
  lost: v.optional(v.literal(true)),
  closed: v.optional(v.literal(true)),
})
export type Left = v.InferOutput<typeof Left>

/** What is handed on as it is: JSON of a limited depth. */
const isRelayable = (value: unknown) => isJson(value, LIMITS.messageDepth)
export const Json = v.custom<unknown>(isRelayable)

const isShort = (value: unknown) => JSON.stringify(value).length <= LIMITS.addressed

/**
 * Something for one person, handed on as it is but for `from`, which the host sets. Keys by which a prototype could be
 * reached (`__proto__`, `constructor`, `prototype`) are left out.
 */
export const Addressed = v.pipe(
  v.looseObject({ to: PeerId }),
  v.check((payload) => isRelayable(payload) && isShort(payload)),
)
export type Addressed = v.InferOutput<typeof Addressed>

export const ListedPerson = v.object({
  id: PeerId,
  name: PersonName,
  /** The room they are in, unless it belongs to a direct call. */
  room: v.optional(v.string()),
  /** In company, or ringing: a call would not get through. */
  busy: v.boolean(),
  /** Their page takes files of people with whom it is in no room. */
  takesFiles: v.optional(v.literal(true)),
})
export type ListedPerson = v.InferOutput<typeof ListedPerson>

export const ListedRoom = v.object({
  name: RoomName,
  members: integer(),
  capacity: integer(),
  locked: v.optional(v.boolean()),
})
export type ListedRoom = v.InferOutput<typeof ListedRoom>

/** Who and what is on the host. The lists are capped; the totals are not. */
export const UserList = v.object({
  userList: v.array(PeerId),
  users: v.array(ListedPerson),
  total: integer(),
  rooms: v.array(ListedRoom),
})
export type UserList = v.InferOutput<typeof UserList>

export const ChatText = v.pipe(textUpTo(LIMITS.chatMessage), v.check(isVisible))

/** A chat message on its way to the host. `author` is a name for clients that gave none in the handshake. */
export const OutgoingChat = v.object({ message: ChatText, author: v.optional(PersonName) })
export type OutgoingChat = v.InferOutput<typeof OutgoingChat>

/** The same as everyone gets it. `at` is in milliseconds since 1970. */
export const ChatMessage = v.object({
  message: textUpTo(LIMITS.chatMessage),
  author: PersonName,
  from: PeerId,
  at: finite,
})
export type ChatMessage = v.InferOutput<typeof ChatMessage>

/** Why a host says no. The page has a sentence for each. */
export const REFUSALS = [
  'bad-request',
  'unknown-event',
  'room-full',
  'room-locked',
  'not-in-room',
  'no-such-peer',
  'busy',
  'too-fast',
  'origin-not-allowed',
  'passcode-required',
  'wrong-passcode',
  'too-many-attempts',
  'overloaded',
  'removed',
  'not-allowed',
  'not-kept',
  'locked-by-policy',
  'unavailable',
  'internal-error',
] as const
export type RefusalCode = (typeof REFUSALS)[number]

export const Refusal = v.object({ ok: v.literal(false), code: v.picklist(REFUSALS), message: v.string() })
export type Refusal = v.InferOutput<typeof Refusal>

/** A TURN URL (RFC 7065) that every browser takes: one that it does not would keep all connections from being made. */
const TurnUrl = v.pipe(
  textUpTo(512),
  v.check((text) => {
    const [, place] = /^turn:([\w.-]+:\d+|\[[\da-f:.]+\]:\d+)\?transport=(?:udp|tcp)$/i.exec(text) ?? []
    return place !== undefined && URL.canParse(`http://${place}`)
  }),
)

/**
 * The relay of a host, for pages of one room that reach each other in no other way: what an RTCIceServer is made of
 * (TURN, RFC 8656), good for so many seconds from now on.
 */
export const RelayOffer = v.object({
  /** The host's name, whose computer it is that relays. */
  name: PersonName,
  urls: v.pipe(v.array(TurnUrl), v.minLength(1), v.maxLength(4)),
  username: textUpTo(256),
  credential: textUpTo(256),
  lifetime: integer(60, 7 * 86_400),
})
export type RelayOffer = v.InferOutput<typeof RelayOffer>

export const Joined = v.object({
  ok: v.literal(true),
  /** The room's name as its first member wrote it; names that differ only in case are one room. */
  room: v.string(),
  /** The caller's own id, the same on every reconnect with the same session. */
  id: PeerId,
  /** True for the one who found the room empty. */
  initiator: v.boolean(),
  locked: v.optional(v.boolean()),
  /** The others in the room. */
  peers: v.array(Peer),
  /** Absent where the host relays nothing. */
  relay: v.optional(RelayOffer),
})
export type Joined = v.InferOutput<typeof Joined>

/** The acknowledgement of `create or join` and of `call`. */
export const JoinReply = v.variant('ok', [Joined, Refusal])
export type JoinReply = v.InferOutput<typeof JoinReply>

/** The acknowledgement of `relay`. */
export const RelayReply = v.variant('ok', [v.object({ ok: v.literal(true), relay: v.optional(RelayOffer) }), Refusal])
export type RelayReply = v.InferOutput<typeof RelayReply>

export const Ticket = v.pipe(textUpTo(64), v.nonEmpty())

/** The acknowledgement of `ticket`. */
export const TicketReply = v.variant('ok', [v.object({ ok: v.literal(true), ticket: Ticket }), Refusal])
export type TicketReply = v.InferOutput<typeof TicketReply>

/** The acknowledgement of every other event. */
export const Reply = v.variant('ok', [v.object({ ok: v.literal(true) }), Refusal])
export type Reply = v.InferOutput<typeof Reply>

/** Who came or went, for those who are not with them; `message` says it in an English sentence. */
export const Announcement = v.object({
  message: textUpTo(1000),
  /** Absent in what is not about people. */
  about: v.optional(
    v.object({
      what: v.picklist(['came', 'left']),
      names: v.array(PersonName),
      /** How many more there are than names. */
      others: integer(0),
    }),
  ),
})
export type Announcement = v.InferOutput<typeof Announcement>
