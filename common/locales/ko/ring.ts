import { msg } from '@hi18n/core'
import type { ring as english } from '../en/ring.js'

export const ring: typeof english = {
  'ring/is-calling': msg('{name} 님의 전화'),
  'ring/voice-call': msg('음성 통화'),
  'ring/video-call': msg('영상 통화'),
  'ring/decline': msg('거절'),
  'ring/audio-only': msg('음성으로 받기'),
  'ring/accept': msg('받기'),
  'ring/answer': msg('받기'),
  'ring/by-itself': msg('잠시 뒤 자동으로 받습니다.'),
}
