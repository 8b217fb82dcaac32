import * as v from 'valibot'
import { LIMITS } from './protocol.js'
import { textUpTo } from './schema.js'

/** Labels of the data channels of a link, one for each use. A page ignores a channel with a label that it does not know. */
export const CHANNELS = { control: 'control' } as const

const mediaFields = {
  microphone: v.boolean(),
  camera: v.boolean(),
  /** A page that shares no screens need not say so. */
  screen: v.optional(v.boolean(), false),
}

/** What one side tells the other of its media, so that muted is seen as muted and not as broken. */
export type MediaState = v.InferOutput<v.ObjectSchema<typeof mediaFields, undefined>>
export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false }

/** What peers say to each other over the control channel, as JSON. */
export const ControlMessage = v.variant('type', [
  v.object({ type: v.literal('media'), ...mediaFields }),
  v.object({ type: v.literal('chat'), text: textUpTo(LIMITS.chatMessage) }),
  /** The sender ends the link. */
  v.object({ type: v.literal('goodbye') }),
])
export type ControlMessage = v.InferOutput<typeof ControlMessage>
