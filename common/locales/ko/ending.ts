import { msg } from '@hi18n/core'
import type { ending as english } from '../en/ending.js'

export const ending: typeof english = {
  'ending/declined': msg('{name} 님이 거절했습니다'),
  'ending/declined-why': msg('지금은 통화하기 어려운 것 같습니다.'),
  'ending/no-answer': msg('{name} 님이 받지 않았습니다'),
  'ending/no-answer-why': msg('30초 동안 벨이 울렸습니다.'),
  'ending/busy': msg('{name} 님이 통화 중입니다'),
  'ending/busy-why': msg('다른 사람과 통화하고 있습니다. 잠시 뒤에 다시 시도하세요.'),
  'ending/gone': msg('{name} 님이 나갔습니다'),
  'ending/gone-why': msg('Lanline을 종료했거나 네트워크 연결이 끊겼습니다.'),
  'ending/hung-up': msg('통화가 끝났습니다'),
  'ending/hung-up-why': msg('{name} 님이 전화를 끊었습니다.'),
  'ending/room-full': msg('{room} 방이 가득 찼습니다'),
  'ending/room-full-why': msg('더 들어갈 자리가 없습니다. 누군가 나갈 때까지 기다리거나 다른 방에서 만나세요.'),
  'ending/room-again': msg('{room} 방에 다시 자리가 있습니다'),
  'ending/room-again-why': msg('누군가 나갔습니다.'),
  'ending/room-locked': msg('{room} 방이 잠겨 있습니다'),
  'ending/room-locked-why': msg(
    '안에 있는 사람들이 다른 사람이 들어오지 못하게 잠갔습니다. 잠금을 해제해 달라고 하거나 다른 방에서 만나세요.',
  ),
  'ending/full-of': msg('{room} 방이 가득 찼습니다({capacity, number}명 중 {members, number}명)'),
  'ending/not-reached': msg('{name} 님과 연결하지 못했습니다'),
  'ending/out-of-room': msg('{room} 방에서 나왔습니다'),
  'ending/call-again': msg('다시 걸기'),
  'ending/choose-another-room': msg('다른 방 선택'),
  'ending/back': msg('뒤로'),
  'ending/you-left': msg('{room} 방에서 나왔습니다 · {duration}'),
  'ending/you-hung-up': msg('{name} 님과 통화를 마쳤습니다 · {duration}'),
  'ending/rejoin': msg('다시 들어가기'),
  'ending/tell-me': msg('자리가 나면 알려 주기'),
  'ending/waiting-for-seat': msg('누군가 나가면 바로 들어갑니다.'),
  'ending/stop-waiting': msg('그만 기다리기'),
  'ending/unproven': msg('전화를 받지 않았습니다'),
  'ending/unproven-why': msg(
    '전화를 건 사람이 {name} 님인지 확인되지 않았습니다. 상대는 아무것도 보거나 듣지 못했습니다.',
  ),
}
