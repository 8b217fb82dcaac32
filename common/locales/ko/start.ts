import { msg } from '@hi18n/core'
import type { start as english } from '../en/start.js'

export const start: typeof english = {
  'start/signaling-log': msg('시그널링 로그'),
  'start/settings': msg('설정'),
  'start/missed-call': msg('{name} 님의 전화를 받지 못했습니다.'),
  'start/lobby': msg('로비'),
  'start/lobby-chat': msg('여기 있는 모두와 채팅'),
}
