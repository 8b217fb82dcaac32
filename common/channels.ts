import * as v from 'valibot'
import { Nonce, Proof } from './auto-answer.js'
import { KeyHash } from './control.js'
import { LIMITS } from './limits.js'
import { ChatText, PeerId, Signal, Ticket } from './protocol.js'
import { finite, integer, textUpTo } from './schema.js'
import { WebOrigin } from './web-origin.js'

/** Labels of the data channels of a link, one for each use. A page ignores a channel with a label that it does not know. */
export const CHANNELS = { control: 'control', files: 'files' } as const

const mediaFields = {
  microphone: v.boolean(),
  camera: v.boolean(),
  /** A page that shares no screens need not say so. */
  screen: v.optional(v.boolean(), false),
  /** Whether they have raised their hand. */
  hand: v.optional(v.literal(true)),
}

/** What one side tells the other of its media and its hand, so that muted is seen as muted and not as broken. */
export type MediaState = v.InferOutput<v.ObjectSchema<typeof mediaFields, undefined>>
export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false }

const lines = integer(0, 8_640)
const wantFields = { camera: lines, screen: lines }
export type Want = v.InferOutput<v.ObjectSchema<typeof wantFields, undefined>>

/** What somebody can show to everyone for a moment. */
export const REACTIONS = ['thumbs-up', 'heart', 'laugh', 'party', 'thumbs-down'] as const
export type Reaction = (typeof REACTIONS)[number]

/** A line of the chat, told again. An empty author is who tells it; `isYours`: it is of whom they tell it to. */
const lineFields = {
  author: textUpTo(LIMITS.personName),
  isYours: v.boolean(),
  text: ChatText,
  /** Milliseconds since 1970. */
  at: finite,
}
export type ToldLine = v.InferOutput<v.ObjectSchema<typeof lineFields, undefined>>

/** At how many addresses a new host can be said to be. */
export const MOST_ORIGINS = 8

/** What peers say to each other over the control channel, as JSON. */
export const ControlMessage = v.variant('type', [
  v.object({ type: v.literal('media'), ...mediaFields }),
  v.object({ type: v.literal('chat'), text: ChatText }),
  /** How many lines the sender's page shows of each of the receiver's pictures; 0 of one that is out of sight. */
  v.object({ type: v.literal('want'), ...wantFields }),
  v.object({ type: v.literal('reaction'), reaction: v.picklist(REACTIONS) }),
  /** The sender's page took the place of another, and asks for what was said before that one. */
  v.object({ type: v.literal('recall') }),
  v.object({ type: v.literal('said'), ...lineFields }),
  /** A signal that does not go by way of the host: for this peer, to be passed on to another, or passed on from one. */
  v.object({ type: v.literal('signal'), signal: Signal, to: v.optional(PeerId), from: v.optional(PeerId) }),
  /** The sender answered by itself, and asks the receiver, who called, to prove that they have their key. */
  v.object({ type: v.literal('prove'), nonce: Nonce }),
  v.object({ type: v.literal('proof'), ...Proof.entries }),
  /** The host is lost, and the sender's own could take its place. */
  v.object({ type: v.literal('can-host') }),
  /** The call goes on at the sender's own host: where that is, its key, and the receiver's ticket there. */
  v.object({
    type: v.literal('new-host'),
    origins: v.pipe(v.array(WebOrigin), v.minLength(1), v.maxLength(MOST_ORIGINS)),
    key: v.optional(KeyHash),
    ticket: Ticket,
  }),
  /** The sender ends the link. `closed`: since their page is closed, or loaded anew, so that they may be back in a moment. */
  v.object({ type: v.literal('goodbye'), closed: v.optional(v.literal(true)) }),
])
export type ControlMessage = v.InferOutput<typeof ControlMessage>
