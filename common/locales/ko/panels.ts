import { msg } from '@hi18n/core'
import type { panels as english } from '../en/panels.js'

export const panels: typeof english = {
  'panels/full-screen': msg('전체 화면'),
  'panels/leave-full-screen': msg('전체 화면 끝내기'),
  'panels/speaker-layout': msg('한 사람을 크게'),
  'panels/grid-layout': msg('모두 같은 크기로'),
  'panels/picture-in-picture': msg('작은 창으로 보기'),
  'panels/hide-self': msg('내 영상 숨기기'),
  'panels/show-self': msg('내 영상 보이기'),
  'panels/lock-room': msg('방 잠그기'),
  'panels/unlock-room': msg('방 잠금 해제'),
  'panels/help': msg('도움말: 네트워크 확인'),
  'panels/invite': msg('초대'),
  'panels/passcode-is': msg('입장 암호: {passcode}'),
  'panels/pin': msg('{name} 님을 크게 보기'),
  'panels/camera-off': msg('카메라 꺼짐'),
  'panels/fit': msg('맞춤'),
  'panels/fill': msg('채우기'),
  'panels/stop': msg('중지'),
  'panels/unheard-tab': msg(
    '다른 사람에게는 이 컴퓨터의 소리가 들리지 않습니다. 소리가 나는 탭을 소리와 함께 공유하면 들립니다.',
  ),
  'panels/unheard-browser': msg(
    '다른 사람에게는 이 컴퓨터의 소리가 들리지 않습니다. Chrome과 Edge에서는 탭을 소리와 함께 공유할 수 있습니다.',
  ),
  'panels/unheard-permission': msg(
    '다른 사람에게는 이 컴퓨터의 소리가 들리지 않습니다. 시스템 설정에서 Lanline의 화면 및 소리 녹음을 허용한 다음 Lanline을 다시 시작하세요.',
  ),
  'panels/connect-one': msg('장치를 연결한 다음 다시 시도하세요.'),
  'panels/answer-by-itself': msg('앞으로 {name} 님의 전화 자동으로 받기'),
  'panels/asking-who': msg('상대를 확인하는 중…'),
  'panels/answers-by-itself': msg('{name} 님의 전화를 음성으로 자동으로 받습니다. 카메라는 설정에서 더할 수 있습니다.'),
  'panels/not-proven': msg(
    '{name} 님을 확인하지 못했습니다. 상대가 앱이나 보안 페이지에서 건 전화여야 하고, 그 뒤로 새로 고치지 않았어야 합니다.',
  ),
}
