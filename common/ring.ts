import * as v from 'valibot'
import { Peer, PeerId, RoomName } from './protocol.js'

/** What those who ring each other tell each other through a host. */

/** By which a callee who knows the caller's key finds it among those that they know; to others it says nothing. */
const CallerTag = v.pipe(v.string(), v.regex(/^[\w-]{22}$/))

/** Asks the host to ring a person. */
export const OutgoingCall = v.object({
  to: PeerId,
  audioOnly: v.optional(v.boolean()),
  tag: v.optional(CallerTag),
})
export type OutgoingCall = v.InferOutput<typeof OutgoingCall>

/** Someone rings: to accept is to join `room`. */
export const IncomingCall = v.object({
  from: Peer,
  room: RoomName,
  audioOnly: v.boolean(),
  tag: v.optional(CallerTag),
})
export type IncomingCall = v.InferOutput<typeof IncomingCall>

/** Why a call that rang came to nothing; without a reason the other side said no, or called off. */
const RingEndReason = v.picklist(['no-answer', 'gone', 'busy'])
export const RingEnd = v.object({ from: PeerId, reason: v.optional(RingEndReason) })
export type RingEnd = v.InferOutput<typeof RingEnd>
