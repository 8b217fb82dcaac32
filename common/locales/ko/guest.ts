import { msg } from '@hi18n/core'
import type { guest as english } from '../en/guest.js'

export const guest: typeof english = {
  'guest/join-with-devices': msg('카메라와 마이크로 참여'),
  'guest/join-to-watch': msg('보고 듣기만 하며 참여'),
  'guest/why-no-picture': msg(
    '나를 보여 주고 들려주려면 이 페이지가 보안 주소로 옮겨 갑니다. 브라우저가 한 번 경고합니다.',
  ),
  'guest/is-in': msg('{name} 님이 {room} 방에 있습니다'),
  'guest/are-in': msg('{names} 님이 {room} 방에 있습니다'),
  'guest/many-are-in': msg('{names} 님 외 {others}명이 {room} 방에 있습니다'),
  'guest/room-is-empty': msg('{room} 방에 아직 아무도 없습니다'),
  'guest/on-host': msg('{host}에서'),
  'guest/more-on': msg('{host}의 다른 기능'),
  'guest/more-here': msg('이 컴퓨터의 다른 기능'),

  'guest/join-a-room': msg('방에 들어가기'),
}
