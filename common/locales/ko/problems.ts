import { msg } from '@hi18n/core'
import type { problems as english } from '../en/problems.js'

export const problems: typeof english = {
  'problems/no-room': msg('함께 통화할 사람들과 정한 방 이름을 입력하세요.'),
  'problems/bad-room': msg('방 이름은 글자, 숫자, 기호로 64자까지 쓸 수 있습니다.'),
  'problems/bad-name': msg('이름은 글자, 숫자, 기호로 40자까지 쓸 수 있습니다.'),
  'problems/bad-request': msg(
    '호스트 컴퓨터가 이 페이지의 요청을 이해하지 못했습니다. 서로 버전이 다를 수 있으니 페이지를 새로 고치거나 더 오래된 쪽을 업데이트하세요.',
  ),
  'problems/unknown-event': msg(
    '호스트 컴퓨터가 이 페이지의 요청을 이해하지 못했습니다. 서로 버전이 다를 수 있으니 페이지를 새로 고치거나 더 오래된 쪽을 업데이트하세요.',
  ),
  'problems/room-full': msg('방이 가득 찼습니다.'),
  'problems/room-locked': msg('방이 잠겨 있습니다.'),
  'problems/not-in-room': msg('이미 방에서 나온 상태입니다. 다시 들어가세요.'),
  'problems/no-such-peer': msg('그 사람은 이미 나갔습니다.'),
  'problems/busy': msg('그 사람은 다른 사람과 통화 중입니다.'),
  'problems/too-fast': msg('한꺼번에 너무 많이 요청했습니다. 잠시 뒤에 다시 시도하세요.'),
  'problems/origin-not-allowed': msg(
    '그 호스트 컴퓨터는 자기 페이지를 통한 접속만 받습니다. 이 브라우저에서 그 컴퓨터의 주소를 직접 여세요.',
  ),
  'problems/passcode-required': msg('그 호스트 컴퓨터에는 입장 암호가 필요합니다. 컴퓨터 주인에게 물어보세요.'),
  'problems/wrong-passcode': msg('입장 암호가 맞지 않습니다. 확인하고 다시 시도하세요.'),
  'problems/too-many-attempts': msg('너무 여러 번 시도했습니다. 1분 뒤에 다시 시도하세요.'),
  'problems/overloaded': msg('그 호스트는 지금 할 일이 너무 많습니다. 잠시 후 다시 시도하세요.'),
  'problems/removed': msg('호스트 컴퓨터의 주인이 나를 내보냈습니다.'),
  'problems/not-allowed': msg('호스트 컴퓨터 앞에 있는 사람만 할 수 있습니다.'),
  'problems/not-kept': msg('저장하지 못했습니다. Lanline을 다시 시작할 때까지만 유지됩니다.'),
  'problems/locked-by-policy': msg('이 컴퓨터의 관리자가 정해 두었습니다.'),
  'problems/unavailable': msg(
    '호스트가 지금은 아무도 들여보낼 수 없습니다. 진행 중인 통화는 계속됩니다. 잠시 후 다시 시도하세요.',
  ),
  'problems/internal-error': msg('예기치 않은 문제가 생겼습니다. 다시 시도하세요.'),
  'problems/host-unreachable': msg(
    '그 주소에서 응답이 없습니다. 주소가 맞는지, 그 컴퓨터에서 Lanline이 열려 있는지, 두 컴퓨터가 같은 네트워크에 있는지 확인하세요.',
  ),
  'problems/host-silent': msg('호스트 컴퓨터가 제때 응답하지 않았습니다. 다시 시도하세요.'),

  'problems/devices-insecure': msg(
    '브라우저에서는 http 페이지에서 카메라와 마이크를 쓸 수 없습니다. 들어가서 보고 들을 수는 있습니다.',
  ),
  'problems/devices-missing': msg('카메라와 마이크를 찾지 못했습니다. 들어가서 보고 들을 수는 있습니다.'),
  'problems/devices-busy': msg('카메라와 마이크를 켜지 못했습니다. 다른 프로그램이 사용 중일 수 있습니다.'),
  'problems/devices-refused-in-app': msg(
    '카메라와 마이크 사용이 허용되지 않았습니다. 이대로 들어가서 보고 듣거나, 시스템 설정에서 허용하세요.',
  ),
  'problems/devices-refused-in-browser': msg(
    '카메라와 마이크 사용이 허용되지 않았습니다. 이대로 들어가서 보고 듣거나, 브라우저의 주소 표시줄에서 허용하세요.',
  ),
  'problems/video-missing': msg('카메라를 찾지 못했습니다.'),
  'problems/video-busy': msg('카메라를 켜지 못했습니다. 다른 프로그램에서 쓰고 있을 수 있습니다.'),
  'problems/video-refused-in-app': msg('카메라 사용이 허용되지 않았습니다. 시스템 설정에서 허용하세요.'),
  'problems/video-refused-in-browser': msg(
    '카메라 사용이 허용되지 않았습니다. 브라우저의 주소 표시줄이나 시스템 설정에서 허용하세요.',
  ),
  'problems/audio-missing': msg('마이크를 찾지 못했습니다.'),
  'problems/audio-busy': msg('마이크를 켜지 못했습니다. 다른 프로그램에서 쓰고 있을 수 있습니다.'),
  'problems/audio-refused-in-app': msg('마이크 사용이 허용되지 않았습니다. 시스템 설정에서 허용하세요.'),
  'problems/audio-refused-in-browser': msg(
    '마이크 사용이 허용되지 않았습니다. 브라우저의 주소 표시줄이나 시스템 설정에서 허용하세요.',
  ),

  'problems/share-refused': msg(
    '시스템에서 화면 공유를 허용하지 않았습니다. 시스템 설정의 “화면 및 시스템 오디오 녹음”에서 허용하세요.',
  ),
  'problems/share-failed': msg('화면을 공유하지 못했습니다. 다시 시도하거나 공유할 다른 화면을 선택하세요.'),

  'problems/part-missing-title': msg('열지 못했습니다'),
  'problems/part-missing': msg(
    '페이지의 이 부분을 호스트에서 가져오지 못했습니다. 네트워크를 확인한 뒤 다시 시도하세요.',
  ),
}
