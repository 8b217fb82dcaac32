import { msg } from '@hi18n/core'
import type { host as english } from '../en/host.js'

export const host: typeof english = {
  'host/other-addresses-of-computer': msg('이 컴퓨터의 다른 주소'),
  'host/other-addresses-of-host': msg('이 호스트 컴퓨터의 다른 주소'),
  'host/pinned-is-gone': msg('대표 주소로 지정한 {address} 주소가 지금 이 컴퓨터에 없습니다.'),
  'host/choose-automatically': msg('자동으로 선택'),
  'host/shown-first': msg('대표 주소'),
  'host/show-first': msg('대표로 지정'),
  'host/show-address-first': msg('대표로 지정: {address}'),
  'host/address-pinned': msg('직접 지정한 대표 주소입니다.'),
  'host/address-link-local': msg('네트워크에서 주소를 받지 못해 이 컴퓨터가 스스로 정한 주소입니다.'),
  'host/address-virtual': msg('VPN, 컨테이너 또는 가상 머신의 주소입니다.'),
  'host/address-proven': msg('이 주소로 들어온 사람이 있습니다.'),
  'host/address-default-route': msg('시스템이 인터넷에 연결할 때 쓰는 주소입니다.'),
  'host/address-public': msg('이 네트워크가 아니라 인터넷의 주소입니다.'),

  'host/who-may-come-in': msg('들어올 수 있는 사람'),
  'host/those-with-passcode': msg('입장 암호를 아는 사람'),
  'host/everyone': msg('이 네트워크의 모든 사람'),
  'host/change-passcode': msg('입장 암호 변경…'),
  'host/ask-for-passcode': msg('입장 암호 사용…'),
  'host/no-longer-ask': msg('입장 암호 사용 안 함'),
  'host/passcode-from-now-on': msg(
    '지금부터 들어오는 사람은 입장 암호를 입력해야 합니다. 이미 들어와 있는 사람은 그대로 있습니다.',
  ),
  'host/passcode-until-quit': msg(
    '이 시스템에는 입장 암호를 안전하게 보관할 곳이 없어 Lanline을 종료할 때까지만 유지됩니다. Lanline을 다시 시작하면 새 입장 암호가 만들어집니다.',
  ),
  'host/passcode-until-restart': msg(
    'Lanline을 창 없이 실행한 경우 입장 암호는 다시 시작할 때까지만 유지됩니다. 계속 쓸 입장 암호는 --passcode로 정하세요.',
  ),
  'host/set-passcode': msg('입장 암호 설정'),
  'host/let-others-find': msg('이 네트워크의 다른 사람이 이 컴퓨터를 찾을 수 있게 하기'),
  'host/fingerprint': msg('인증서 지문'),
  'host/fingerprint-for-guests': msg(
    '보안 페이지로 들어오는 게스트는 브라우저에 표시되는 인증서의 지문이 이것과 같은지 비교할 수 있습니다.',
  ),

  'host/another-host': msg('다른 호스트 컴퓨터'),
  'host/on-this-network': msg('이 네트워크의 컴퓨터'),
  'host/no-other-computer': msg('아직 Lanline을 실행 중인 다른 컴퓨터가 없습니다.'),
  'host/finding-is-off': msg('컴퓨터 찾기가 꺼져 있습니다.'),
  'host/asks-for-passcode': msg('입장 암호 필요'),
  'host/join-host': msg('{name}에 접속'),
  'host/join-someone': msg('다른 사람의 컴퓨터에 접속'),
  'host/host-address': msg('호스트 컴퓨터 주소'),
  'host/connect': msg('접속'),
  'host/not-connected-to': msg('<host/>에 접속하지 못했습니다.'),
  'host/connected-to': msg('<host/>에 접속했습니다. 방은 그 컴퓨터에 만들어집니다.'),
  'host/connecting-again-to': msg('<host/>에 다시 접속하는 중입니다. 방은 그 컴퓨터에 만들어집니다.'),
  'host/use-this-computer': msg('대신 이 컴퓨터 사용'),
}
