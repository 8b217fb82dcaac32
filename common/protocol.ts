import * as z from 'zod/mini'

/**
 * The signaling protocol between the page (or any Socket.IO 4 client) and a host: event names, payload schemas, limits
 * and acknowledgement types. Names follow the WebRTC codelab, so that its clients work unchanged.
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
  /** Levels of nesting in a relayed `message`. */
  messageDepth: 32,
} as const

/** Control characters, line and paragraph separators, halves of characters, and the marks that reorder text. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const VISIBLE = /[^\p{Cf}\p{Z}]/u

/** Trimmed, NFC-normalised text of at most `max` characters (code points) that can be shown on one line. */
const line = (max: number) =>
  z.pipe(
    z.string().check(z.trim(), z.maxLength(4 * max), z.normalize('NFC')),
    z.string().check(
      z.refine((text) => [...text].length <= max),
      z.refine((text) => !UNPRINTABLE.test(text)),
    ),
  )

/** 1 to 64 characters after trimming, of any script, none of them a control character. Parses to the trimmed name. */
export const RoomName = line(LIMITS.roomName).check(z.refine((text) => VISIBLE.test(text)))

/** At most 40 characters after trimming. Empty means: the host says "Guest". */
export const PersonName = line(LIMITS.personName)

/** What identifies one running page to a host across reconnects; a secret, so no peer ever sees it. */
const Session = z.string().check(z.regex(/^[\w-]{22,64}$/))

/** `auth` of the Socket.IO handshake. */
export const Handshake = z.object({ name: z.optional(PersonName), session: z.optional(Session) })
export type Handshake = z.infer<typeof Handshake>

const PeerId = z.string().check(z.minLength(1), z.maxLength(64))

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

const signalFields = { description: z.optional(Description), candidate: z.optional(Candidate) }
const carriesOne = (signal: { description?: unknown; candidate?: unknown }) =>
  (signal.description === undefined) !== (signal.candidate === undefined)

/** What one peer sends another through the host: a description or a candidate, never both. */
export const OutgoingSignal = z.object({ to: PeerId, ...signalFields }).check(z.refine(carriesOne))
export type OutgoingSignal = z.infer<typeof OutgoingSignal>

/** The same as it arrives; `from` is set by the host and can be trusted as far as the host can. */
export const IncomingSignal = z.object({ from: PeerId, ...signalFields }).check(z.refine(carriesOne))
export type IncomingSignal = z.infer<typeof IncomingSignal>

/** The part of a signal that concerns one connection, without its addressing. */
export type Signal = Omit<IncomingSignal, 'from'>

export const Rename = z.object({ name: PersonName })

/** Why a host says no. The page has a sentence for each. */
export const REFUSALS = [
  'bad-request',
  'unknown-event',
  'room-full',
  'not-in-room',
  'no-such-peer',
  'origin-not-allowed',
  'internal-error',
] as const
export type RefusalCode = (typeof REFUSALS)[number]

const Refusal = z.object({ ok: z.literal(false), code: z.enum(REFUSALS), message: z.string() })
export type Refusal = z.infer<typeof Refusal>

export const Joined = z.object({
  ok: z.literal(true),
  /** The room's name as its first member wrote it; names that differ only in case are one room. */
  room: z.string(),
  /** The caller's own id, the same on every reconnect with the same session. */
  id: PeerId,
  /** True for the one who found the room empty. */
  initiator: z.boolean(),
  /** The others in the room. */
  peers: z.array(Peer),
})
export type Joined = z.infer<typeof Joined>

/** The acknowledgement of `create or join`. */
export const JoinReply = z.discriminatedUnion('ok', [Joined, Refusal])
export type JoinReply = z.infer<typeof JoinReply>

/** The acknowledgement of every other event. */
export type Reply = { ok: true } | Refusal

type Ack<T> = (reply: T) => void

export interface ClientEvents {
  'create or join': (room: string, ack?: Ack<JoinReply>) => void
  leave: (ack?: Ack<Reply>) => void
  message: (value: unknown, ack?: Ack<Reply>) => void
  signal: (signal: OutgoingSignal, ack?: Ack<Reply>) => void
  rename: (payload: z.infer<typeof Rename>, ack?: Ack<Reply>) => void
  ipaddr: (ack?: Ack<Reply>) => void
}

export interface HostEvents {
  created: (room: string, id: string) => void
  join: (room: string, peer: Peer) => void
  joined: (room: string, id: string) => void
  ready: (room: string) => void
  full: (room: string) => void
  left: (peer: Peer) => void
  bye: (room: string) => void
  message: (value: unknown) => void
  signal: (signal: IncomingSignal) => void
  renamed: (peer: Peer) => void
  ipaddr: (address: string) => void
  log: (line: unknown[]) => void
  closing: () => void
}
