import * as z from 'zod/mini'
import { LIMITS } from './protocol.js'

/** Labels of the data channels of a link, one for each use. A page ignores a channel with a label that it does not know. */
export const CHANNELS = { control: 'control' } as const

const mediaFields = {
  microphone: z.boolean(),
  camera: z.boolean(),
  /** A page that shares no screens need not say so. */
  screen: z._default(z.boolean(), false),
}

/** What one side tells the other of its media, so that muted is seen as muted and not as broken. */
export type MediaState = z.infer<z.ZodMiniObject<typeof mediaFields>>
export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false }

/** What peers say to each other over the control channel, as JSON. */
export const ControlMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('media'), ...mediaFields }),
  z.object({ type: z.literal('chat'), text: z.string().check(z.maxLength(LIMITS.chatMessage)) }),
  /** The sender ends the link. */
  z.object({ type: z.literal('goodbye') }),
])
export type ControlMessage = z.infer<typeof ControlMessage>
