import * as z from 'zod/mini'
import { LIMITS } from '../../common/protocol.js'

const mediaFields = {
  microphone: z.boolean(),
  camera: z.boolean(),
  /** Pages of earlier versions share no screen, and say nothing of it. */
  screen: z._default(z.boolean(), false),
}

/** What one side tells the other of its media, so that muted is seen as muted and not as broken. */
export type MediaState = z.infer<z.ZodMiniObject<typeof mediaFields>>
export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false }

/** What peers say to each other over the data channel, as JSON. */
export const ChannelMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('media'), ...mediaFields }),
  z.object({ type: z.literal('chat'), text: z.string().check(z.maxLength(LIMITS.chatMessage)) }),
])
export type ChannelMessage = z.infer<typeof ChannelMessage>
