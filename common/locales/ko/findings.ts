import { msg } from '@hi18n/core'
import type { findings as english } from '../en/findings.js'

export const findings: typeof english = {
  'findings/all-well': msg('이 컴퓨터에서 확인할 수 있는 범위에서는 문제가 없습니다.'),
  'findings/all-well-advice': msg('그래도 들어오지 못하는 사람이 있으면 그 사람의 컴퓨터에서도 네트워크를 점검하세요.'),
  'findings/checked': msg('확인한 항목: {subjects}.'),
  'findings/looked-at': msg('확인한 항목'),
  'findings/unchecked': msg('여기서 확인하지 못한 항목: {subjects}.'),
  'findings/subject-network': msg('네트워크'),
  'findings/subject-port': msg('{port}번 포트'),
  'findings/subject-firewall': msg('방화벽'),
  'findings/subject-clock': msg('시계'),
  'findings/subject-certificate': msg('인증서'),
  'findings/subject-hosts': msg('다른 호스트 컴퓨터'),
  'findings/subject-announcements': msg('컴퓨터 찾기 신호'),
  'findings/subject-route': msg('통신 경로'),

  'findings/no-network': msg('이 컴퓨터가 네트워크에 연결되어 있지 않습니다.'),
  'findings/no-network-advice': msg('Wi-Fi에 연결하거나 랜선을 꽂으세요. 그 전에는 다른 사람이 들어올 수 없습니다.'),

  'findings/port-taken': msg('{port}번 포트를 다른 프로그램이 쓰고 있습니다.'),
  'findings/port-taken-by': msg('{port}번 포트를 {process} 프로그램(프로세스 {pid})이 쓰고 있습니다.'),
  'findings/port-taken-advice': msg(
    'Lanline이 비어 있는 다음 포트를 대신 쓰므로, 이전 포트가 들어 있는 링크는 다른 곳으로 연결됩니다. Lanline에 표시되는 주소를 다른 사람에게 알려 주거나, 그 프로그램을 종료하고 Lanline을 다시 시작하세요.',
  ),

  'findings/vpn-default-route': msg('이 컴퓨터의 통신이 VPN({interface})을 거치는 것 같습니다.'),
  'findings/vpn-default-route-advice': msg(
    '이 네트워크의 다른 사람이 이 컴퓨터에 접속하지 못할 수 있습니다. VPN을 잠시 끄거나, VPN에서 로컬 네트워크 접근을 허용하세요. 이 기능을 ‘분할 터널링’이라고도 합니다.',
  ),
  'findings/vpn-default-route-advice-address': msg(
    '이 네트워크에서는 여전히 {address} 주소로 통화할 수 있습니다. 통화할 수 없으면 VPN을 잠시 끄거나, VPN에서 로컬 네트워크 접근을 허용하세요. 이 기능을 ‘분할 터널링’이라고도 합니다.',
  ),

  'findings/multicast-blocked': msg('{address} 주소에서 컴퓨터 찾기 신호(mDNS)가 전달되지 않습니다.'),
  'findings/multicast-blocked-advice': msg(
    '호스트 컴퓨터를 자동으로 찾지 못합니다. 주소, 링크 또는 QR 코드로 접속하세요. 브라우저에서 카메라를 쓸 수 없는 게스트는 화면과 소리를 받지 못할 수 있습니다. 두 문제를 모두 해결하려면 방화벽에서 UDP 5353번 포트를 허용하세요.',
  ),

  'findings/firewall-likely': msg('이 컴퓨터의 방화벽({firewall})이 다른 사람의 접속을 막고 있는 것 같습니다.'),
  'findings/firewall-likely-public': msg(
    'Windows가 이 네트워크를 공용 네트워크로 보고 있습니다. 믿을 수 있는 네트워크일 때만 계속하세요.',
  ),
  'findings/firewall-likely-advice': msg(
    '다른 사람이 {ports}번 포트로 들어올 수 있게 하려면 터미널에 다음 명령을 입력하세요.',
  ),
  'findings/firewall-likely-advice-administrator': msg(
    '다른 사람이 {ports}번 포트로 들어올 수 있게 하려면 관리자 권한으로 연 터미널에 다음 명령을 입력하세요.',
  ),
  'findings/firewall-likely-advice-restart': msg(
    '다른 사람이 {ports}번 포트로 들어올 수 있게 하려면 터미널에 다음 명령을 입력하세요. 컴퓨터를 다시 시작할 때까지 유지됩니다.',
  ),

  'findings/shut-out': msg(
    '같은 네트워크에 있는 {neighbour} 컴퓨터에서 이 컴퓨터의 포트 {ports}에 접속할 수 없습니다.',
  ),
  'findings/shut-out-advice': msg(
    '그래서 다른 사람이 참여할 수 없습니다. 이 컴퓨터의 방화벽이 막고 있거나(아래에 명령이 있으면 그것으로 해결됩니다), 게스트 네트워크처럼 액세스 포인트가 기기들을 분리하고 있습니다. 다른 Wi-Fi나 케이블을 사용하세요.',
  ),

  'findings/host-unreachable': msg('{name} 호스트 컴퓨터({address}:{port})가 네트워크에 보이지만 응답하지 않습니다.'),
  'findings/host-unreachable-unnamed': msg('호스트 컴퓨터({address}:{port})가 네트워크에 보이지만 응답하지 않습니다.'),
  'findings/host-unreachable-advice': msg(
    '그 컴퓨터에서 네트워크를 점검하세요. 방화벽이 다른 사람의 접속을 막고 있을 수 있습니다. 또는 게스트 네트워크처럼 공유기가 기기끼리 연결하지 못하게 하는 것일 수 있으니 다른 Wi-Fi나 랜선을 쓰세요.',
  ),

  'findings/no-ice-pair': msg('호스트 컴퓨터는 응답하지만 {peer} 님과 연결되지 않습니다.'),
  'findings/no-ice-pair-unnamed': msg('호스트 컴퓨터는 응답하지만 상대방과 연결되지 않습니다.'),
  'findings/no-ice-pair-advice': msg(
    '게스트 네트워크는 기기끼리 연결하지 못하게 합니다(‘클라이언트 격리’). 다른 Wi-Fi나 랜선을 쓰세요. 또는 두 컴퓨터 중 한쪽의 방화벽이 UDP를 막고 있을 수 있으니 양쪽에서 네트워크를 점검하세요.',
  ),
  'findings/no-ice-pair-advice-relay': msg(
    '호스트 컴퓨터의 중계는 여기서 응답하지만 상대방에게는 아무것도 전달되지 않습니다. 상대방 컴퓨터나 중간에 있는 방화벽이 통화를 막고 있습니다. 그쪽에서 네트워크를 점검하세요.',
  ),

  'findings/path-narrow': msg(
    '작은 메시지는 호스트 컴퓨터에 닿지만 큰 메시지는 닿지 않아 {peer} 님과 연결되지 않습니다.',
  ),
  'findings/path-narrow-advice': msg(
    'VPN이나 공유기처럼 중간에 있는 무언가가 작은 패킷만 통과시키면서 그 사실을 알리지 않습니다. VPN을 잠시 멈추거나, 다른 네트워크를 쓰거나, 이 컴퓨터의 네트워크 연결에서 MTU를 1280으로 설정하세요.',
  ),

  'findings/addresses-hidden': msg('브라우저가 주소를 숨겨 {peer} 님과 연결되지 않습니다.'),
  'findings/addresses-hidden-advice': msg(
    '양쪽에서 카메라나 마이크를 허용하세요. 그러면 브라우저가 주소를 알려 줍니다. 일반 http 페이지에서는 먼저 보안 페이지로 가야 합니다.',
  ),
  'findings/addresses-hidden-here': msg('이 브라우저가 주소를 숨겨 {peer} 님과 연결되지 않습니다.'),
  'findings/addresses-hidden-advice-here': msg(
    '여기서 카메라나 마이크를 허용하세요. 그러면 브라우저가 주소를 알려 줍니다. 일반 http 페이지에서는 먼저 보안 페이지로 가야 합니다. 그래도 안 되면 두 컴퓨터에서 네트워크를 점검하세요.',
  ),
  'findings/addresses-hidden-there': msg('{peer} 님의 브라우저가 주소를 숨겨 연결되지 않습니다.'),
  'findings/addresses-hidden-advice-there': msg(
    '상대방에게 카메라나 마이크를 허용해 달라고 하세요. 그러면 브라우저가 주소를 알려 줍니다. 일반 http 페이지에서는 먼저 보안 페이지로 가야 합니다. 그래도 안 되면 두 컴퓨터에서 네트워크를 점검하세요.',
  ),

  'findings/udp-blocked': msg('여기와 {peer} 님 사이에 UDP가 통하지 않습니다.'),
  'findings/udp-blocked-advice': msg(
    '화면과 소리가 호스트 컴퓨터를 거쳐 TCP로 오가므로 늦어질 수 있습니다. 해결하려면 두 컴퓨터의 방화벽에서 UDP를 허용하거나 다른 Wi-Fi나 랜선을 쓰세요.',
  ),

  'findings/packets-lost': msg('네트워크가 패킷을 잃어버립니다. 여기와 {peer} 님 사이에서 {percent}%입니다.'),
  'findings/packets-lost-advice': msg(
    '화면이 멈칫거리고 소리가 끊깁니다. 공유기에 더 가까이 가거나 랜선을 쓰거나 네트워크를 쓰는 다른 작업을 멈추세요.',
  ),

  'findings/clock-behind': msg('이 컴퓨터의 시계({now})가 틀렸습니다.'),
  'findings/clock-behind-advice': msg(
    '이 Lanline은 그보다 나중인 {built}에 만들어졌습니다. 시스템 설정에서 날짜와 시간을 맞춘 다음 Lanline을 다시 시작하세요. 브라우저는 다른 시기의 인증서를 받아들이지 않습니다.',
  ),

  'findings/certificate-clock': msg('이 컴퓨터의 시계({now})가 맞지 않는 것 같습니다.'),
  'findings/certificate-clock-advice': msg(
    '이 호스트 컴퓨터의 인증서는 {notBefore}부터 {notAfter}까지 유효합니다. 시스템 설정에서 날짜와 시간을 맞춘 다음 Lanline을 다시 시작하세요.',
  ),

  'findings/report-head': msg('Lanline {version}({os}), {time}'),
  'findings/unknown-system': msg('알 수 없는 시스템'),

  'findings/title': msg('점검 결과'),
  'findings/checking': msg('점검하는 중… 최대 3초 걸립니다.'),
  'findings/checking-network': msg('네트워크 점검 중'),
  'findings/done': msg('점검이 끝났습니다.'),
  'findings/count': msg('문제를 {count, number}건 찾았습니다.'),
  'findings/unanswered': msg('호스트 컴퓨터가 응답하지 않았습니다. 다시 시도하세요.'),
  'findings/unanswered-count': msg(
    '호스트 컴퓨터가 응답하지 않았습니다. 다시 시도하세요. 이 페이지에서는 문제를 {count, number}건 찾았습니다.',
  ),
  'findings/page-sees-nothing': msg(
    '이 페이지에서는 문제가 보이지 않습니다. 호스트 컴퓨터에서 더 자세히 볼 수 있으니 거기서 “네트워크 점검”을 누르세요.',
  ),
  'findings/check-again': msg('다시 점검'),
  'findings/copy-command': msg('명령 복사'),
  'findings/leave-addresses-out': msg('주소 제외'),
  'findings/copy-report': msg('점검 결과 복사'),
  'findings/save-report': msg('보고서 저장'),
  'findings/report-not-saved': msg('보고서를 저장하지 못했습니다. 다른 위치를 선택하세요.'),
}
