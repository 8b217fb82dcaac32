import { msg } from '@hi18n/core'
import type { talk as english } from '../en/talk.js'

export const talk: typeof english = {
  'talk/muted-press': msg('마이크가 꺼져 있습니다. M을 누르거나 스페이스 바를 누르고 계세요'),
  'talk/muted-tap': msg('마이크가 꺼져 있습니다. 눌러서 켜세요'),
  'talk/continue-here': msg('여기서 계속하기'),
  'talk/continue-question': msg('여기서 계속할까요?'),
  'talk/in-other-tab': msg(
    '이 브라우저의 다른 탭에서 {room}에 들어가 있습니다. 통화가 이 탭으로 옮겨지고 그 탭은 나갑니다.',
  ),
  'talk/join-beside': msg('두 번 들어가기'),
  'talk/elsewhere': msg('통화가 다른 탭에서 이어지고 있습니다'),
  'talk/over-elsewhere': msg('다른 탭이 통화에서 나갔습니다'),
  'talk/bring-back': msg('다시 가져오기'),
  'talk/react': msg('반응'),
  'talk/thumbs-up': msg('엄지 위로'),
  'talk/heart': msg('하트'),
  'talk/laugh': msg('웃음'),
  'talk/party': msg('축하'),
  'talk/thumbs-down': msg('엄지 아래로'),
  'talk/raise-hand': msg('손 들기'),
  'talk/lower-hand': msg('손 내리기'),
  'talk/hand-up': msg('손 듦'),
  'talk/volume-of': msg('{name} 음량'),
  'talk/same-room': msg('{name} 님과 같은 방에 있는 것 같습니다. 하울링이 나지 않도록 한 쪽의 마이크를 끄세요.'),
  'talk/mute-me': msg('내 마이크 끄기'),
}
