import * as z from 'zod/mini'
import { isJson } from './json.js'

/**
 * What signaling between the page (or any Socket.IO 4 client) and a host is about: limits, payloads and replies. Which
 * event carries which of them stands in contract/.
 */

export const DEFAULT_PORT = 8080

/** How many people fit in a room: the host's setting lies between these, both included. */
export const CAPACITY = { min: 2, max: 8, default: 2 } as const

export const LIMITS = {
  /** Characters (code points) in a room name, after trimming. */
  roomName: 64,
  /** Characters in a person's name, after trimming. */
  personName: 40,
  /** Characters in a session description; eight peers' audio, video and data need about a tenth of it. */
  sdp: 128 * 1024,
  /** Characters in an ICE candidate line. */
  candidate: 4096,
  /** Bytes in one Socket.IO packet; Engine.IO closes a connection that sends more. */
  packetBytes: 512 * 1024,
  /** Characters, as JSON, of what is handed to one person of the sender's choice as it is. */
  addressed: 64 * 1024,
  /** Levels of nesting in whatever is relayed as it is. */
  messageDepth: 32,
  /** Characters (code points) in a chat message. */
  chatMessage: 4000,
  /** People, and rooms, that `updateUserlist` names; it tells how many more there are. */
  listed: 100,
  /** How long a call rings before it counts as not answered. */
  ringMs: 30_000,
} as const

/** Control characters, line and paragraph separators, halves of characters, and the marks that reorder text. */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
/** Anything but spaces and what is drawn as nothing: format characters, variation selectors, Hangul and Braille fillers. */
const VISIBLE = /[^\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Trimmed, NFC-normalised text of at most `max` characters (code points) that can be shown on one line. */
const line = (max: number) =>
  z.pipe(
    z.string().check(z.trim(), z.maxLength(4 * max), z.normalize('NFC')),
    z.string().check(
      z.refine((text) => [...text].length <= max),
      z.refine((text) => !UNPRINTABLE.test(text)),
    ),
  )

/**
 * 1 to 64 characters after trimming, of any script, none of them a control character. Parses to the trimmed name.
 * "." and ".." are no rooms, because no link can lead there: a URL's path takes them for folders.
 */
export const RoomName = line(LIMITS.roomName).check(
  z.refine((text) => VISIBLE.test(text)),
  z.refine((text) => text !== '.' && text !== '..'),
)

/** At most 40 characters after trimming. Parses to an empty one where nothing of it shows: the host says "Guest". */
export const PersonName = line(LIMITS.personName).check(z.overwrite((text) => (VISIBLE.test(text) ? text : '')))

/** What identifies a person to a host across reconnects and reloads; a secret, so no peer ever sees it. */
const Session = z.string().check(z.regex(/^[\w-]{22,64}$/))

/** `auth` of the Socket.IO handshake. `fresh`: the page was just loaded, so whatever room it was in is left. */
export const Handshake = z.object({
  name: z.optional(PersonName),
  session: z.optional(Session),
  fresh: z.optional(z.boolean()),
  /** Anything: a wrong one is told from a malformed one by nothing. */
  passcode: z.optional(z.string().check(z.maxLength(1024))),
  /** Stands for the passcode, once. */
  ticket: z.optional(z.string().check(z.maxLength(64))),
})
export type Handshake = z.infer<typeof Handshake>

export const PeerId = z.string().check(z.minLength(1), z.maxLength(64))

export const Peer = z.object({ id: PeerId, name: PersonName })
/** A person as others in the room see them. */
export type Peer = z.infer<typeof Peer>

/** An RTCSessionDescriptionInit, as WebRTC's `localDescription.toJSON()` gives it. */
const Description = z.object({
  type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
  sdp: z.optional(z.string().check(z.maxLength(LIMITS.sdp))),
})

/** An RTCIceCandidateInit, as WebRTC's `candidate.toJSON()` gives it. */
const Candidate = z.object({
  candidate: z.string().check(z.maxLength(LIMITS.candidate)),
  sdpMid: z.optional(z.nullable(z.string().check(z.maxLength(64)))),
  sdpMLineIndex: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(1024)))),
  usernameFragment: z.optional(z.nullable(z.string().check(z.maxLength(256)))),
})

const signalFields = {
  description: z.optional(Description),
  candidate: z.optional(Candidate),
  /** Asks the side that made the first offer to look for a new path (ICE restart). */
  restart: z.optional(z.literal(true)),
}
const carriesOne = ({ description, candidate, restart }: { [Part in keyof typeof signalFields]?: unknown }) =>
  [description, candidate, restart].filter((part) => part !== undefined).length === 1

/** What one peer sends another through the host: a description, a candidate or a restart, and one of them alone. */
export const OutgoingSignal = z.object({ to: PeerId, ...signalFields }).check(z.refine(carriesOne))
export type OutgoingSignal = z.infer<typeof OutgoingSignal>

/** The same as it arrives; `from` is set by the host and can be trusted as far as the host can. */
export const IncomingSignal = z.object({ from: PeerId, ...signalFields }).check(z.refine(carriesOne))
export type IncomingSignal = z.infer<typeof IncomingSignal>

/** The part of a signal that concerns one connection, without its addressing. */
export type Signal = Omit<IncomingSignal, 'from'>

export const Rename = z.object({ name: PersonName })

/** Closes the sender's room to everyone who is not in it, or opens it. */
export const Lock = z.object({ locked: z.boolean() })
export type Lock = z.infer<typeof Lock>

/** The room was closed or opened, and by whom. */
export const Locked = z.object({ locked: z.boolean(), by: Peer })
export type Locked = z.infer<typeof Locked>

/** What leaves a room is told of: `lost` is set for someone who did not go but whose connection stayed away. */
export const Left = z.object({ id: PeerId, name: PersonName, lost: z.optional(z.literal(true)) })
export type Left = z.infer<typeof Left>

/** Asks the host to ring a person. */
export const OutgoingCall = z.object({ to: PeerId, audioOnly: z.optional(z.boolean()) })
export type OutgoingCall = z.infer<typeof OutgoingCall>

/** Someone rings: to accept is to join `room`. */
export const IncomingCall = z.object({ from: Peer, room: RoomName, audioOnly: z.boolean() })
export type IncomingCall = z.infer<typeof IncomingCall>

/** Why a call that rang came to nothing; without a reason the other side said no, or called off. */
const RingEndReason = z.enum(['no-answer', 'gone', 'busy'])
export const RingEnd = z.object({ from: PeerId, reason: z.optional(RingEndReason) })
export type RingEnd = z.infer<typeof RingEnd>

/** What is handed on as it is: JSON of a limited depth. */
const isRelayable = (value: unknown) => isJson(value, LIMITS.messageDepth)
export const Json = z.custom<unknown>(isRelayable)

const isShort = (value: unknown) => JSON.stringify(value).length <= LIMITS.addressed

/** Something for one person, handed on as it is but for `from`, which the host sets. */
export const Addressed = z.looseObject({ to: PeerId }).check(z.refine(isRelayable, { abort: true }), z.refine(isShort))
export type Addressed = z.infer<typeof Addressed>

const ListedPerson = z.object({
  id: PeerId,
  name: PersonName,
  /** The room they are in, unless it belongs to a direct call. */
  room: z.optional(z.string()),
  /** In company, or ringing: a call would not get through. */
  busy: z.boolean(),
})
export type ListedPerson = z.infer<typeof ListedPerson>

const ListedRoom = z.object({ name: RoomName, members: z.int(), capacity: z.int(), locked: z.optional(z.boolean()) })
export type ListedRoom = z.infer<typeof ListedRoom>

/** Who and what is on the host. The lists are capped; the totals are not. */
export const UserList = z.object({
  userList: z.array(PeerId),
  users: z.array(ListedPerson),
  total: z.int(),
  rooms: z.array(ListedRoom),
})
export type UserList = z.infer<typeof UserList>

export const ChatText = z.string().check(
  z.maxLength(LIMITS.chatMessage),
  z.refine((text) => text.trim() !== ''),
)

/** A chat message on its way to the host. `author` is a name for clients that gave none in the handshake. */
export const OutgoingChat = z.object({ message: ChatText, author: z.optional(PersonName) })
export type OutgoingChat = z.infer<typeof OutgoingChat>

/** The same as everyone gets it. `at` is in milliseconds since 1970. */
export const ChatMessage = z.object({
  message: z.string().check(z.maxLength(LIMITS.chatMessage)),
  author: PersonName,
  from: PeerId,
  at: z.number(),
})
export type ChatMessage = z.infer<typeof ChatMessage>

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
  'removed',
  'not-allowed',
  'internal-error',
] as const
export type RefusalCode = (typeof REFUSALS)[number]

export const Refusal = z.object({ ok: z.literal(false), code: z.enum(REFUSALS), message: z.string() })
export type Refusal = z.infer<typeof Refusal>

/** A TURN URL (RFC 7065) that every browser takes: one that it does not would keep all connections from being made. */
const TurnUrl = z.string().check(
  z.maxLength(512),
  z.refine((text) => {
    const [, place] = /^turn:([\w.-]+:\d+|\[[\da-f:.]+\]:\d+)\?transport=(?:udp|tcp)$/i.exec(text) ?? []
    return place !== undefined && URL.canParse(`http://${place}`)
  }),
)

/**
 * The relay of a host, for pages of one room that reach each other in no other way: what an RTCIceServer is made of
 * (TURN, RFC 8656), good for so many seconds from now on.
 */
export const RelayOffer = z.object({
  /** Of the host, whose computer it is that relays. */
  name: PersonName,
  urls: z.array(TurnUrl).check(z.minLength(1), z.maxLength(4)),
  username: z.string().check(z.maxLength(256)),
  credential: z.string().check(z.maxLength(256)),
  lifetime: z.int().check(z.minimum(60), z.maximum(7 * 86_400)),
})
export type RelayOffer = z.infer<typeof RelayOffer>

export const Joined = z.object({
  ok: z.literal(true),
  /** The room's name as its first member wrote it; names that differ only in case are one room. */
  room: z.string(),
  /** The caller's own id, the same on every reconnect with the same session. */
  id: PeerId,
  /** True for the one who found the room empty. */
  initiator: z.boolean(),
  locked: z.optional(z.boolean()),
  /** The others in the room. */
  peers: z.array(Peer),
  /** Absent where the host relays nothing. */
  relay: z.optional(RelayOffer),
})
export type Joined = z.infer<typeof Joined>

/** The acknowledgement of `create or join` and of `call`. */
export const JoinReply = z.discriminatedUnion('ok', [Joined, Refusal])
export type JoinReply = z.infer<typeof JoinReply>

/** The acknowledgement of `relay`. */
export const RelayReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), relay: z.optional(RelayOffer) }),
  Refusal,
])
export type RelayReply = z.infer<typeof RelayReply>

const Ticket = z.string().check(z.minLength(1), z.maxLength(64))

/** The acknowledgement of `ticket`. */
export const TicketReply = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), ticket: Ticket }), Refusal])
export type TicketReply = z.infer<typeof TicketReply>

/** The acknowledgement of every other event. */
export const Reply = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), Refusal])
export type Reply = z.infer<typeof Reply>

/** Who came or went, for those who are not with them; `message` says it in an English sentence. */
export const Announcement = z.object({
  message: z.string().check(z.maxLength(1000)),
  /** Absent in what is not about people. */
  about: z.optional(
    z.object({
      what: z.enum(['came', 'left']),
      names: z.array(PersonName),
      /** How many more there are than names. */
      others: z.int().check(z.minimum(0)),
    }),
  ),
})
export type Announcement = z.infer<typeof Announcement>
