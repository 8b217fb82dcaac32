import { describe, expect, test } from 'vitest'
import { withStereoScreen } from '../../../../renderer/call/screen-sound.js'

const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('')

const SPEECH = 'minptime=10;useinbandfec=1'
const SESSION = lines('v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1 2 3')
const MICROPHONE = lines(
  'm=audio 9 UDP/TLS/RTP/SAVPF 63 111',
  'a=mid:0',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  `a=fmtp:111 ${SPEECH}`,
)
const picture = (number: number) => lines(`m=video 9 UDP/TLS/RTP/SAVPF ${number}`, `a=rtpmap:${number} VP8/90000`)
const BEFORE = SESSION + MICROPHONE + picture(96) + picture(96)
const screenSound = (number: number, said: string) =>
  lines(
    `m=audio 9 UDP/TLS/RTP/SAVPF ${number}`,
    'a=mid:3',
    'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
    `a=rtpmap:${number} opus/48000/2`,
    `a=rtcp-fb:${number} transport-cc`,
    `a=fmtp:${number} ${said}`,
  )
const CHANNEL = lines('m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:4')
const STEREO = `${SPEECH};stereo=1`

describe('a shared screen’s sound', () => {
  test('is offered in stereo under a number of its own, and the microphone is offered as before', () => {
    const sdp = BEFORE + screenSound(111, SPEECH) + CHANNEL
    expect(withStereoScreen({ type: 'offer', sdp }).sdp).toBe(BEFORE + screenSound(127, STEREO) + CHANNEL)
  })

  test('gets a number that nothing else in the offer has', () => {
    const before = SESSION + MICROPHONE + picture(127) + picture(126)
    const sdp = before + screenSound(111, SPEECH)
    expect(withStereoScreen({ type: 'offer', sdp }).sdp).toBe(before + screenSound(125, STEREO))
  })

  test.each(['offer', 'answer'] as const)('is in stereo in an %s where it has its own number already', (type) => {
    const sdp = BEFORE + screenSound(127, SPEECH)
    expect(withStereoScreen({ type, sdp }).sdp).toBe(BEFORE + screenSound(127, STEREO))
  })

  test('is answered as it is where the offer has one number for it and the microphone', () => {
    const sdp = BEFORE + screenSound(111, SPEECH)
    expect(withStereoScreen({ type: 'answer', sdp }).sdp).toBe(sdp)
  })

  test.each([
    ['that is in stereo already', BEFORE + screenSound(127, STEREO)],
    ['that is in stereo together with the microphone', BEFORE + screenSound(111, STEREO)],
    ['that may be something else than Opus', BEFORE + MICROPHONE],
    ['that the other side will not have', `${BEFORE}${lines('m=audio 0 UDP/TLS/RTP/SAVPF 0')}`],
    ['that there is none of', SESSION + CHANNEL],
    ['of which nothing is said', ''],
  ])('%s stays as it is', (_, sdp) => {
    for (const type of ['offer', 'answer'] as const) expect(withStereoScreen({ type, sdp }).sdp).toBe(sdp)
  })
})
