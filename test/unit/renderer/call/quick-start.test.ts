import { expect, test } from 'vitest'
import { startingFast } from '../../../../renderer/call/quick-start.js'

const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('')

test('each codec for pictures is said to start at the rate of a LAN, and nothing else changes', () => {
  const sound = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10']
  const given = lines(
    ...sound,
    'm=video 9 UDP/TLS/RTP/SAVPF 96 97 98',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
    'a=rtpmap:98 H264/90000',
    'a=fmtp:98 profile-level-id=42e01f',
  )
  expect(startingFast(given)).toBe(
    lines(
      ...sound,
      'm=video 9 UDP/TLS/RTP/SAVPF 96 97 98',
      'a=rtpmap:96 VP8/90000',
      'a=fmtp:96 x-google-start-bitrate=2500',
      'a=rtcp-fb:96 nack',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96',
      'a=rtpmap:98 H264/90000',
      'a=fmtp:98 profile-level-id=42e01f;x-google-start-bitrate=2500',
    ),
  )
})

test('both pictures of a description say it', () => {
  const picture = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000']
  const twice = startingFast(lines(...picture, ...picture))
  expect(twice.match(/start-bitrate/g)).toHaveLength(2)
  const [first, second] = twice.split(/(?=m=video)/)
  expect(first).toBe(second)
})

test('a description without pictures stays as it is', () => {
  for (const sdp of ['', 'm=audio 9\r\n']) expect(startingFast(sdp)).toBe(sdp)
})
