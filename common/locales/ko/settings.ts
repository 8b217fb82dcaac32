import { msg } from '@hi18n/core'
import type { settings as english } from '../en/settings.js'

export const settings: typeof english = {
  'settings/save': msg('저장'),
  'settings/not-saved': msg('변경한 내용이 저장되지 않았습니다.'),
  'settings/throw-away': msg('변경 내용 버리기'),
  'settings/keep-editing': msg('계속 편집'),
  'settings/kept-in-browser': msg('이 브라우저에 저장됩니다.'),
  'settings/kept-on-computer': msg('이 컴퓨터에 저장됩니다.'),
  'settings/kept-without-passwords': msg(
    '이 컴퓨터에 저장됩니다. 단, 이 시스템에는 비밀번호를 안전하게 보관할 곳이 없어 비밀번호는 Lanline을 종료할 때까지만 유지됩니다.',
  ),
  'settings/not-kept': msg('저장하지 못했습니다. 바꾼 내용은 Lanline을 닫을 때까지만 유지됩니다.'),
  'settings/passwords-not-kept': msg(
    '비밀번호를 저장하지 못했습니다. 비밀번호는 Lanline을 닫을 때까지만 유지되고, 나머지는 저장되었습니다.',
  ),
  'settings/no-language': msg('지금은 이 언어를 불러올 수 없습니다. 페이지를 새로 고치면 이 언어로 표시됩니다.'),

  'settings/you': msg('내 설정'),
  'settings/advanced': msg('고급'),
  'settings/name': msg('이름'),
  'settings/language': msg('언어'),
  'settings/language-of-system': msg('시스템 언어'),
  'settings/language-of-browser': msg('브라우저 언어'),
  'settings/quality': msg('화질'),
  'settings/quality-auto': msg('자동'),
  'settings/quality-high': msg('고화질: 최대 1920 × 1080, 16Mbps'),
  'settings/quality-saving': msg('절약: 640 × 360, 초당 15프레임, 0.5Mbps'),
  'settings/ring-sound': msg('전화가 오면 벨 울리기'),
  'settings/call-sounds': msg('통화 중 짧은 소리: 들어옴, 나감, 메시지, 마이크 끄기'),
  'settings/mirrored': msg('내 화면을 거울처럼 보기'),
  'settings/play': msg('들어 보기'),

  'settings/ice-servers': msg('연결 서버(STUN, TURN)'),
  'settings/ice-servers-hint': msg(
    '같은 네트워크 안에서는 필요 없으며, 외부의 어떤 서버에도 연결하지 않습니다. 공유기를 거쳐야 하는 통화라면 서버를 추가하세요. STUN 서버는 이 컴퓨터의 외부 주소를 알려 주고, TURN 서버는 통화를 중계합니다. 다음 통화부터 적용됩니다.',
  ),
  'settings/add-server': msg('서버 추가'),
  'settings/server': msg('서버 {number, number}'),
  'settings/server-address': msg('서버 주소'),
  'settings/user-name': msg('사용자 이름'),
  'settings/password': msg('비밀번호'),
  'settings/test': msg('테스트'),
  'settings/testing': msg('테스트하는 중…'),
  'settings/asking-server': msg('서버에 확인하고 있습니다. 최대 10초 걸립니다.'),

  'settings/server-no-url': msg('stun:192.168.1.5:3478처럼 서버 주소를 입력하세요.'),
  'settings/server-bad-scheme': msg(
    '주소는 stun:192.168.1.5:3478처럼 stun:, stuns:, turn:, turns: 중 하나로 시작해야 합니다.',
  ),
  'settings/server-has-slashes': msg('stun:192.168.1.5:3478처럼 빗금 두 개(//)를 빼고 입력하세요.'),
  'settings/server-bad-host': msg(
    '첫 번째 콜론 뒤에는 stun:192.168.1.5:3478처럼 서버의 이름이나 IP 주소가 와야 합니다.',
  ),
  'settings/server-bad-port': msg('맨 끝의 포트는 stun:192.168.1.5:3478처럼 1에서 65535까지의 숫자여야 합니다.'),
  'settings/server-stun-query': msg('물음표와 그 뒤의 내용을 지우세요. turn:과 turns: 주소에만 쓸 수 있습니다.'),
  'settings/server-bad-query': msg(
    '물음표 뒤에는 turn:192.168.1.5:3478?transport=tcp처럼 transport=udp 또는 transport=tcp가 와야 합니다.',
  ),
  'settings/server-no-credential': msg('TURN 서버에는 사용자 이름과 비밀번호가 필요합니다. 둘 다 입력하세요.'),
  'settings/server-too-long': msg('주소, 사용자 이름, 비밀번호는 각각 512자까지 쓸 수 있습니다.'),
  'settings/server-not-taken': msg('이 브라우저에서 쓸 수 없는 서버 주소입니다.'),

  'settings/test-seen': msg('서버가 응답했습니다. 서버에서 보이는 이 컴퓨터의 주소는 {address}입니다.'),
  'settings/test-seen-as-is': msg(
    '서버가 응답했습니다. 서버에서 이 컴퓨터의 주소가 그대로 보이므로 중간에 공유기가 없습니다.',
  ),
  'settings/test-relay': msg('서버가 응답했습니다. 통화를 {address}에서 중계합니다.'),
  'settings/test-nothing': msg(
    '서버에서 주소를 받지 못했고, 브라우저가 그 이유를 알려 주지 않습니다. 서버에 연결할 수 없거나, 서버에서 이 컴퓨터의 주소가 그대로 보이는 것일 수 있습니다.',
  ),
  'settings/test-silent': msg(
    '서버가 10초 안에 응답하지 않았습니다. 주소와 포트가 맞는지, 방화벽이 막고 있지 않은지 확인하세요.',
  ),
  'settings/test-refused': msg('서버가 사용자 이름과 비밀번호를 받아들이지 않습니다({detail}).'),
  'settings/test-full': msg('서버가 응답했지만 지금은 더 중계할 여유가 없습니다({detail}).'),
  'settings/test-no-contact': msg('서버에 연결하지 못했습니다. 주소와 포트를 확인하세요({detail}).'),
  'settings/test-error': msg('서버가 오류를 보냈습니다({detail}).'),
  'settings/error-code': msg('코드 {code}'),
  'settings/error-code-and-text': msg('코드 {code}, “{text}”'),

  'settings/port': msg('포트'),
  'settings/port-hint': msg('다른 사람이 이 컴퓨터에 접속할 때 쓰는 번호입니다. Lanline을 다시 시작하면 적용됩니다.'),
  'settings/allowed-origins': msg('이 컴퓨터를 사용할 수 있는 다른 웹페이지'),
  'settings/allowed-origins-hint': msg(
    '한 줄에 하나씩 입력하세요(예: http://192.168.1.9:3000). Lanline을 다시 시작하면 적용됩니다.',
  ),
  'settings/relay': msg('서로 직접 연결되지 않는 사람들의 통화를 이 컴퓨터로 이어 주기(다음 시작부터)'),
  'settings/keep-hosting': msg('창을 닫아도 다른 사람이 계속 접속할 수 있게 하기'),
  'settings/open-at-login': msg('로그인할 때 Lanline 열기'),
  'settings/mute-shortcut': msg('통화 중에는 어느 프로그램에서나 {keys}로 마이크 끄고 켜기'),
  'settings/talk-shortcut': msg('통화 중에는 어느 프로그램에서나 {keys}로 마이크 끄고 켜기, 누르고 있는 동안만 말하기'),
  'settings/update-feed': msg('업데이트를 확인할 주소'),
  'settings/update-feed-none': msg('확인하지 않음'),
  'settings/update-feed-hint': msg(
    'Lanline을 준 사람이 알려 주는 주소입니다. 하루에 한 번 확인하며, 비워 두면 아무 곳에도 연결하지 않습니다.',
  ),

  'settings/wrong-port': msg('포트는 1024에서 65535까지의 정수여야 합니다.'),
  'settings/wrong-allowedOrigins': msg(
    '한 줄에 http://192.168.1.9:3000처럼 페이지 주소의 앞부분만 입력하고, 그 뒤에는 아무것도 붙이지 마세요.',
  ),
  'settings/wrong-updateFeed': msg('업데이트 주소는 https://로 시작해야 합니다.'),

  'settings/notice-set-aside': msg('설정을 읽을 수 없어 {file} 파일로 따로 보관했습니다.'),
  'settings/notice-unreadable': msg(
    '{file} 파일에서 설정을 읽을 수 없으며, 이 파일은 그대로 둡니다. 바꾼 내용은 Lanline을 닫을 때까지만 유지됩니다.',
  ),
  'settings/notice-newer': msg(
    '더 새로운 버전의 Lanline에서 저장한 설정입니다. 지금 바꾸는 내용은 이 Lanline을 닫을 때까지만 유지됩니다.',
  ),
  'settings/managed': msg('조직에서 정한 설정입니다.'),
  'settings/notice-new-passcode': msg(
    '설정해 두었을 수도 있는 입장 암호를 읽을 수 없어, Lanline을 종료할 때까지 접속하는 사람에게 새 입장 암호를 묻습니다: {passcode}. 이 암호를 알려 주거나, 직접 새로 정하거나, 입장 암호를 사용하지 않도록 바꾸세요.',
  ),
  'settings/notice-passwords-lost': msg('연결 서버의 비밀번호를 읽을 수 없습니다. 다시 설정하세요.'),

  'settings/update-available': msg('Lanline {version} 버전이 나왔습니다.'),
  'settings/update-downloading': msg('Lanline {version} 버전을 내려받는 중…'),
  'settings/update-downloaded': msg('Lanline을 종료하면 {version} 버전이 설치됩니다.'),
  'settings/update-failed': msg('Lanline {version} 버전을 내려받지 못했습니다.'),
  'settings/update-no-versions': msg('마지막으로 확인했을 때 그 주소에는 버전 정보가 없었습니다.'),
  'settings/auto-answer': msg('자동으로 받는 사람'),
  'settings/auto-answer-hint': msg(
    '알림음이 울리고 3초 뒤, 상대의 기기가 확인된 다음에만 받습니다. 추가하려면 그 사람의 전화를 받고 “참가자”를 열어 “… 자동으로 받기”를 누르세요.',
  ),
  'settings/answers-with': msg('{name} 님에게 보내는 것'),
  'settings/with-sound': msg('음성'),
  'settings/with-camera': msg('카메라와 음성'),
  'settings/answer-no-more': msg('{name} 님의 전화를 더는 자동으로 받지 않기'),
  'settings/own-key': msg('다른 사람이 이 기기를 알아보는 키:'),
}
