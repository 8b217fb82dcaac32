import { describe, expect, test } from 'vitest'
import { inStereo } from '../../../../renderer/call/stereo.js'

const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('')
const sound = (opus: string) => [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9',
  'a=rtpmap:111 opus/48000/2',
  `a=fmtp:111 ${opus}`,
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:9 G722/8000',
]
const PICTURE = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 H264/90000', 'a=fmtp:96 profile-level-id=42e01f']
const description = (opus: string) =>
  lines('v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', ...sound(opus), ...PICTURE, ...sound(opus))

const SPEECH = 'minptime=10;useinbandfec=1'
const PLAYS = ';stereo=1;maxaveragebitrate=256000'
const SENDS = ';sprop-stereo=1'

describe('a description', () => {
  test.each([
    ['plays and sends two channels', { plays: true, sends: true }, SPEECH + PLAYS + SENDS],
    ['plays them', { plays: true, sends: false }, SPEECH + PLAYS],
    ['sends them', { plays: false, sends: true }, SPEECH + SENDS],
    ['does neither', { plays: false, sends: false }, SPEECH],
  ])('says of all Opus in it that the page %s, whatever it said before', (_, stereo, said) => {
    for (const before of [SPEECH, SPEECH + PLAYS, SPEECH + SENDS, SPEECH + PLAYS + SENDS])
      expect(inStereo(description(before), stereo)).toBe(description(said))
  })

  test('says it of the microphone alone where a shared screen has a number of its own', () => {
    const screen = lines(
      'm=audio 9 UDP/TLS/RTP/SAVPF 127',
      'a=rtpmap:127 opus/48000/2',
      `a=fmtp:127 ${SPEECH};stereo=1`,
    )
    const after = lines(...sound(SPEECH)) + screen
    for (const said of [SPEECH, SPEECH + PLAYS + SENDS])
      expect(inStereo(lines(...sound(said)) + screen, { plays: false, sends: false })).toBe(after)
  })

  test('without Opus stays as it is', () => {
    for (const sdp of ['', lines('v=0', ...PICTURE), lines('m=audio 9 UDP/TLS/RTP/SAVPF 9', 'a=rtpmap:9 G722/8000')])
      expect(inStereo(sdp, { plays: true, sends: true })).toBe(sdp)
  })

  test('says it of Opus under whatever number it goes', () => {
    const sdp = lines('m=audio 9 UDP/TLS/RTP/SAVPF 109', 'a=rtpmap:109 OPUS/48000/2', 'a=fmtp:109 useinbandfec=1')
    expect(inStereo(sdp, { plays: true, sends: false })).toContain(`a=fmtp:109 useinbandfec=1${PLAYS}\r\n`)
  })
})
