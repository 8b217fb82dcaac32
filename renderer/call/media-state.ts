import * as z from 'zod/mini'

export type Kind = 'audio' | 'video'
export const KINDS: readonly Kind[] = ['audio', 'video']

/** What one side tells the other of its media over the data channel, so that muted is seen as muted and not as broken. */
export const MediaState = z.object({ microphone: z.boolean(), camera: z.boolean() })
export type MediaState = z.infer<typeof MediaState>
