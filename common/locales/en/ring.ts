import { msg } from '@hi18n/core'

export const ring = {
  'ring/is-calling': msg('{name} is calling'),
  'ring/voice-call': msg('A voice call'),
  'ring/video-call': msg('A video call'),

  // The answers to a call.
  'ring/decline': msg('Decline'),
  'ring/audio-only': msg('Audio only'),
  'ring/accept': msg('Accept'),
  // In place of “Accept”, for a voice call.
  'ring/answer': msg('Answer'),
}
