import { msg } from '@hi18n/core'
import type { ring as english } from '../en/ring.js'

export const ring: typeof english = {
  'ring/is-calling': msg('Звонит {name}'),
  'ring/voice-call': msg('Голосовой звонок'),
  'ring/video-call': msg('Видеозвонок'),
  'ring/decline': msg('Отклонить'),
  'ring/audio-only': msg('Без видео'),
  'ring/accept': msg('Ответить'),
  'ring/answer': msg('Ответить'),
  'ring/by-itself': msg('Сейчас на звонок ответит само устройство.'),
}
