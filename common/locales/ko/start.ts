import { msg } from '@hi18n/core'
import type { start as english } from '../en/start.js'

export const start: typeof english = {
  'action/cancel': msg('취소'),
  'action/try-again': msg('다시 시도'),
  'action/open-system-settings': msg('시스템 설정 열기'),
  'action/share': msg('공유'),
  'action/remove': msg('삭제'),
  'action/close': msg('닫기'),
  'action/show': msg('표시'),
  'action/join': msg('참여'),
  'action/copy-link': msg('링크 복사'),

  'start/signaling-log': msg('시그널링 로그'),
  'start/settings': msg('설정'),
  'start/check-network': msg('네트워크 점검'),
  'start/help': msg('도움말'),
  'start/lobby-chat': msg('접속한 사람 모두와 채팅'),
  'start/several-came': msg('{names} 님이 들어왔습니다.'),
  'start/several-left': msg('{names} 님이 나갔습니다.'),
  'start/many-came': msg('{names} 님 외 {others, number}명이 들어왔습니다.'),
  'start/many-left': msg('{names} 님 외 {others, number}명이 나갔습니다.'),

  'start/ok': msg('확인'),
  'start/update': msg('업데이트'),

  'start/your-camera': msg('내 카메라'),
  'start/camera-starting': msg('카메라를 켜는 중…'),
  'start/camera-off': msg('카메라가 꺼져 있습니다'),
  'start/press-allow': msg('다른 사람이 나를 보고 들을 수 있도록 “허용”을 누르세요'),
  'start/nobody-sees-you': msg('들어가기 전에는 아무도 나를 볼 수 없습니다.'),
  'start/camera': msg('카메라'),
  'start/microphone': msg('마이크'),

  'start/start-a-call': msg('통화 시작'),
  'start/enter-a-room': msg('방 이름으로 들어가기'),
  'start/use-devices': msg('카메라와 마이크 사용…'),
  'start/your-name': msg('내 이름'),
  'start/guest': msg('게스트'),
  'start/room': msg('방'),
  'start/room-example': msg('원하는 이름(예: 회의)'),
  'start/join-room': msg('방에 들어가기'),
  'start/joining': msg('들어가는 중…'),

  'start/this-computer': msg('이 컴퓨터'),
  'start/copied': msg('복사됨'),
  'start/not-copied': msg('복사하지 못함'),
  'start/open-in-app': msg('앱에서 열기'),
}
