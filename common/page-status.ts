import * as z from 'zod/mini'
import { PersonName, RoomName } from './protocol.js'
import { WebOrigin } from './web-origin.js'

/** What the page tells the main process about itself whenever it changes, for all that the system shows of it. */
export const PageStatus = z.object({
  /** `waiting`: alone in a room. `ringing`: `caller` rings this person. */
  activity: z.enum(['idle', 'waiting', 'ringing', 'in-call']),
  /** The room that this person is in. */
  room: z.optional(RoomName),
  /** The host that this person is at, as the origin of its plain door. */
  hostOrigin: z.optional(WebOrigin),
  /** `none`: this person sends no sound. */
  microphone: z.enum(['on', 'muted', 'none']),
  /** Messages of the chat that this person has not seen. */
  unread: z.int().check(z.minimum(0)),
  caller: z.optional(PersonName),
})
export type PageStatus = z.infer<typeof PageStatus>
