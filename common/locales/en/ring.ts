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
  // In place of a question, where the person has named whoever calls among those who are answered so.
  'ring/by-itself': msg('This call is answered by itself in a moment.'),
}
