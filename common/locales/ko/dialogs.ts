import { msg } from '@hi18n/core'
import type { dialogs as english } from '../en/dialogs.js'

export const dialogs: typeof english = {
  'dialogs/join-host': msg('<address/>에 접속할까요?'),
  'dialogs/join-room': msg('<address/>에 접속해서 <room/> 방에 들어갈까요?'),
  'dialogs/link-was-opened': msg('주소가 <address/>인 컴퓨터로 이어지는 링크가 열렸습니다.'),
  'dialogs/link-without-key': msg(
    '이 링크만으로는 그 컴퓨터가 진짜인지 확인할 수 없습니다. 링크를 준 사람을 믿을 때만 접속하세요.',
  ),
  'dialogs/link-with-key': msg(
    '이 링크에는 그 컴퓨터의 키가 들어 있어 다른 컴퓨터가 대신 응답할 수 없습니다. 누구의 컴퓨터인지 알 때만 접속하세요.',
  ),
  'dialogs/would-leave-call': msg('접속하면 지금 하고 있는 통화에서 나가게 됩니다.'),
  'dialogs/not-now': msg('나중에'),

  'dialogs/this-computer-protected': msg('이 컴퓨터에는 입장 암호가 있습니다'),
  'dialogs/host-protected': msg('{host}에는 입장 암호가 있습니다'),
  'dialogs/ask-for-passcode': msg(
    '이 호스트 컴퓨터에는 입장 암호를 아는 사람만 들어갈 수 있습니다. 컴퓨터 주인에게 물어보세요.',
  ),
  'dialogs/passcode': msg('입장 암호'),
  'dialogs/continue': msg('계속'),
  'dialogs/too-many-tries': msg('너무 여러 번 시도했습니다.'),
  'dialogs/try-again-in': msg('{time} 후에 다시 시도할 수 있습니다.'),
  'dialogs/trying': msg('확인하는 중…'),

  'dialogs/not-same-computer': msg('같은 컴퓨터가 아닙니다'),
  'dialogs/not-same-host': msg('전과 같은 컴퓨터가 아닙니다: {host}'),
  'dialogs/key-has-changed': msg(
    '전에 이 주소에 있던 컴퓨터, 또는 나를 초대한 컴퓨터가 아닙니다. 누군가 그 컴퓨터인 척하고 있거나, 그 컴퓨터에 Lanline을 새로 설치했을 수 있습니다. 계속하기 전에 컴퓨터 주인에게 확인하세요.',
  ),
  'dialogs/do-not-join': msg('접속하지 않기'),
  'dialogs/trust-it': msg('앞으로 신뢰하기'),

  'dialogs/camera-and-microphone': msg('카메라와 마이크'),
  'dialogs/browser-warns-once': msg('브라우저가 한 번 경고합니다'),
  'dialogs/go-on-chrome': msg('<b>“고급”</b>을 누른 다음 <b>“…(으)로 이동”</b>을 누르세요.'),
  'dialogs/go-on-edge': msg('<b>“고급”</b>을 누른 다음 <b>“…(으)로 계속”</b>을 누르세요.'),
  'dialogs/go-on-firefox': msg('<b>“고급…”</b>을 누른 다음 <b>“위험을 감수하고 계속”</b>을 누르세요.'),
  'dialogs/go-on-safari': msg('<b>“세부사항 보기”</b>를 누른 다음 <b>“이 웹 사이트 방문”</b>을 누르세요.'),
  'dialogs/go-on-android': msg('<b>“고급”</b>을 탭한 다음 <b>“…(으)로 이동”</b>을 탭하세요.'),
  'dialogs/go-on-ios': msg('<b>“세부사항 보기”</b>를 탭한 다음 <b>“이 웹 사이트 방문”</b>을 탭하세요.'),
  'dialogs/then-allow': msg('그다음 카메라와 마이크를 허용하면 같은 이름으로 같은 방에 들어갑니다.'),
  'dialogs/check-that-it-is': msg('정말 {host}인지 확인'),
  'dialogs/check-computer': msg('정말 그 컴퓨터인지 확인'),
  'dialogs/compare-fingerprint': msg(
    '중간에 끼어든 사람이 없는지 확인하려면 인증서의 SHA-256 지문이 이것과 같은지 비교하세요. 호스트 컴퓨터를 쓰는 사람도 들어올 수 있는 사람 옆의 “변경”에서 같은 지문을 볼 수 있습니다.',
  ),
  'dialogs/no-secure-page': msg(
    '브라우저에서는 https로 연 페이지에서만 카메라와 마이크를 쓸 수 있는데, 여기에는 그런 페이지가 없습니다. 내 모습과 목소리를 전하려면 Lanline 앱을 쓰거나 호스트 컴퓨터에서 직접 Lanline을 여세요.',
  ),

  'dialogs/remove-person': msg('{name} 님을 내보낼까요?'),
  'dialogs/removing-means': msg(
    '이 사람이 여기서 하는 통화가 끝나며, 이 컴퓨터에서 Lanline을 다시 시작하기 전에는 다시 들어올 수 없습니다. 입장 암호를 새로 정하기 전에는 같은 주소에서 새로 들어오는 사람도 받지 않습니다.',
  ),
  'dialogs/keep-address-out': msg('입장 암호를 새로 정해도 그 주소에서 새로 들어오는 사람을 받지 않기'),
  'dialogs/removing-here-means': msg(
    '이 사람의 통화가 끝나고, Lanline을 다시 시작할 때까지 들어올 수 없습니다. 이 컴퓨터를 쓰는 다른 사람은 계속 들어올 수 있습니다.',
  ),
  'dialogs/remove': msg('내보내기'),
  'dialogs/you-are-out': msg('퇴장되었습니다'),
  'dialogs/go-elsewhere': msg('다른 컴퓨터로 이동'),

  'dialogs/share-screen': msg('화면 공유'),
  'dialogs/nothing-to-share': msg('공유할 수 있는 화면이나 창이 없습니다.'),
  'dialogs/screens': msg('화면'),
  'dialogs/windows': msg('창'),
  'dialogs/share-sound': msg('컴퓨터 소리도 공유'),
  'dialogs/no-sound': msg('이 시스템에서는 컴퓨터 소리를 함께 공유할 수 없습니다.'),

  'dialogs/bad-address': msg('올바른 주소가 아닙니다. 192.168.1.5 또는 192.168.1.5:8080처럼 입력하세요.'),
  'dialogs/bad-ipv6-address': msg(
    '완전한 IPv6 주소가 아닙니다. fd00::1 또는 포트가 있으면 [fd00::1]:8080과 같은 모양이고, 끝에 %가 붙지 않습니다.',
  ),
  'dialogs/link-local-address': msg(
    'fe80으로 시작하는 주소는 브라우저가 열 수 없습니다. 그 컴퓨터의 다른 주소를 입력하세요. 주소는 그곳의 Lanline에 표시됩니다.',
  ),
  'dialogs/own-address': msg(
    '이미 있는 곳으로 가는 주소입니다. 다른 사람은 ‘초대’ 아래의 주소로 들어옵니다. 다른 사람에게 가려면 그 사람의 주소를 입력하세요.',
  ),
  'dialogs/something-else': msg(
    '그곳에서는 Lanline이 아닌 다른 것이 응답합니다. 주소와 포트를 확인하세요. 포트는 Lanline이 다르게 표시하지 않으면 8080입니다.',
  ),
  'dialogs/local-network': msg(
    'macOS가 Lanline의 로컬 네트워크 사용을 막고 있으면 아무도 응답하지 않습니다. 시스템 설정의 ‘개인정보 보호 및 보안’, ‘로컬 네트워크’에서 허용하세요.',
  ),

  'dialogs/other-addresses-of-computer': msg('이 컴퓨터의 다른 주소'),
  'dialogs/other-addresses-of-host': msg('이 호스트 컴퓨터의 다른 주소'),
  'dialogs/pinned-is-gone': msg('대표 주소로 지정한 {address} 주소가 지금 이 컴퓨터에 없습니다.'),
  'dialogs/choose-automatically': msg('자동으로 선택'),
  'dialogs/shown-first': msg('대표 주소'),
  'dialogs/show-first': msg('대표로 지정'),
  'dialogs/show-address-first': msg('대표로 지정: {address}'),
  'dialogs/who-may-come-in': msg('들어올 수 있는 사람'),
  'dialogs/people-in-a-room': msg('방의 최대 인원'),
  'dialogs/passcode-is-long': msg('네 글자 이상이어야 합니다.'),
  'dialogs/change-passcode': msg('입장 암호 변경…'),
  'dialogs/ask-for-a-passcode': msg('입장 암호 사용…'),
  'dialogs/no-longer-ask': msg('입장 암호 사용 안 함'),
  'dialogs/passcode-from-now-on': msg(
    '지금부터 들어오는 사람은 입장 암호를 입력해야 합니다. 이미 들어와 있는 사람은 그대로 있습니다.',
  ),
  'dialogs/passcode-until-quit': msg(
    '이 시스템에는 입장 암호를 안전하게 보관할 곳이 없어 Lanline을 종료할 때까지만 유지됩니다. Lanline을 다시 시작하면 새 입장 암호가 만들어집니다.',
  ),
  'dialogs/passcode-until-restart': msg(
    'Lanline을 창 없이 실행한 경우 입장 암호는 다시 시작할 때까지만 유지됩니다. 계속 쓸 입장 암호는 --passcode로 정하세요.',
  ),
  'dialogs/set-passcode': msg('입장 암호 설정'),
  'dialogs/let-others-find': msg('이 네트워크의 다른 사람이 이 컴퓨터를 찾을 수 있게 하기'),
  'dialogs/fingerprint': msg('인증서 지문'),
  'dialogs/fingerprint-for-guests': msg(
    '보안 페이지로 들어오는 게스트는 브라우저에 표시되는 인증서의 지문이 이것과 같은지 비교할 수 있습니다.',
  ),
  'dialogs/host-address': msg('호스트 컴퓨터 주소'),
}
