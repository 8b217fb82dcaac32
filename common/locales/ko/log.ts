import { msg } from '@hi18n/core'
import type { log as english } from '../en/log.js'

export const log: typeof english = {
  'log/filter': msg('필터'),
  'log/filter-examples': msg('예: ICE, out signal, candidate'),
  'log/copy': msg('모두 복사'),
  'log/save': msg('파일로 저장'),
  'log/secrets': msg('IP 주소, 연결 보안 정보, 채팅 포함'),
  'log/secrets-hint': msg(
    '복사하거나 저장하는 내용에 적용됩니다. 다른 사람에게 줄 로그라면 꺼 두세요. 사람과 방의 이름은 어느 쪽이든 로그에 들어갑니다.',
  ),
  'log/events': msg('이벤트'),
  'log/show-earlier': msg('이전 이벤트 보기'),
  'log/count': msg('이벤트 {count, number}개{gone, plural, =0 {} other {. 더 오래된 #개는 지워졌습니다}}.'),
  'log/matches': msg(
    '{matches, plural, =0 {이벤트 {count, number}개 중 일치하는 것이 없습니다} other {이벤트 {count, number}개 중 #개가 일치합니다}}{gone, plural, =0 {} other {. 더 오래된 #개는 지워졌습니다}}.',
  ),
}
