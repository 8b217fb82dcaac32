import { msg } from '@hi18n/core'
import type { devices as english } from '../en/devices.js'

export const devices: typeof english = {
  'devices/audio-replaced': msg('{was} 연결이 끊겼습니다. 이제 {now} 마이크를 사용합니다.'),
  'devices/audio-gone': msg('{was} 연결이 끊겼고 다른 마이크가 없습니다. 다른 사람이 내 목소리를 들을 수 없습니다.'),
  'devices/audio-back': msg('{now} 마이크가 다시 연결되어 다시 사용합니다.'),
  'devices/audio-found': msg('이제 {now} 마이크를 사용합니다.'),
  'devices/video-replaced': msg('{was} 연결이 끊겼습니다. 이제 {now} 카메라를 사용합니다.'),
  'devices/video-gone': msg('{was} 연결이 끊겼고 다른 카메라가 없습니다. 다른 사람이 나를 볼 수 없습니다.'),
  'devices/video-back': msg('{now} 카메라가 다시 연결되어 다시 사용합니다.'),
  'devices/video-found': msg('이제 {now} 카메라를 사용합니다.'),
  'devices/output-replaced': msg('{was} 연결이 끊겼습니다. 이제 시스템 스피커로 소리가 나옵니다.'),
  'devices/output-gone': msg('{was} 연결이 끊겼고 다른 스피커가 없습니다. 다른 사람의 소리를 들을 수 없습니다.'),
  'devices/output-back': msg('{now} 스피커가 다시 연결되어 다시 사용합니다.'),
  'devices/loudspeaker': msg('스피커'),
  'devices/output-device': msg('스피커 {number}'),
  'devices/test-tone': msg('테스트 소리 재생'),
  'devices/processing': msg('마이크 소리'),
  'devices/echoCancellation': msg('에코 제거'),
  'devices/noiseSuppression': msg('소음 제거'),
  'devices/autoGainControl': msg('자동 음량'),
  'devices/originalSound': msg('원본 소리'),
  'devices/originalSound-hint': msg(
    '음악용: 마이크가 지원하면 스테레오로, 아무것도 제거하지 않고 256kbit/s로 보냅니다. 헤드폰을 쓰지 않으면 상대방에게 에코가 들립니다.',
  ),
}
