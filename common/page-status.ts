import * as v from 'valibot'
import { PersonName, RoomName } from './protocol.js'
import { integer } from './schema.js'

/** What the page tells the main process about itself whenever it changes, for all that the system shows of it. */
export const PageStatus = v.object({
  /** `waiting`: alone in a room. `ringing`: `caller` rings this person. */
  activity: v.picklist(['idle', 'waiting', 'ringing', 'in-call']),
  /** The room that this person is in. */
  room: v.optional(RoomName),
  /** `none`: this person sends no sound. */
  microphone: v.picklist(['on', 'muted', 'none']),
  /** Messages of the chat that this person has not seen. */
  unread: integer(0),
  caller: v.optional(PersonName),
  /** The call that rings is answered by itself in a moment, so that the window is to be seen. */
  answersByItself: v.optional(v.literal(true)),
})
export type PageStatus = v.InferOutput<typeof PageStatus>
