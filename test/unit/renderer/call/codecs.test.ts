import { expect, test, vi } from 'vitest'
import { forPictures, forSound, offerWhatIsUsed } from '../../../../renderer/call/codecs.js'
import { FakeNetwork } from '../../../helpers/fake-connection.js'

const codecs = (kind: string, ...lines: string[]) =>
  lines.map((line) => {
    const [name, sdpFmtpLine] = line.split(' ')
    return { mimeType: `${kind}/${name}`, clockRate: 48_000, ...(sdpFmtpLine !== undefined && { sdpFmtpLine }) }
  })
const sounds = (...lines: string[]) => codecs('audio', ...lines)
const pictures = (...lines: string[]) => codecs('video', ...lines)

test.each([
  [sounds('opus', 'red', 'G722', 'PCMU', 'CN', 'telephone-event'), sounds('red', 'opus'), sounds('opus')],
  [sounds('red', 'opus'), sounds('red', 'opus'), sounds('opus')],
  [sounds('opus', 'RED', 'red'), sounds('RED', 'red', 'opus'), sounds('opus')],
  [sounds('opus', 'G722'), sounds('opus'), sounds('opus')],
  [[], [], []],
])('speech is RED and then Opus, other sound Opus alone', (given, ofSpeech, ofOther) => {
  expect(forSound(given, true)).toEqual(ofSpeech)
  expect(forSound(given, false)).toEqual(ofOther)
})

test('of each codec for pictures there is one profile, and what repairs them stays', () => {
  const h264 = (mode: number, profile: string) =>
    `H264 level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}`
  const given = pictures(
    ...['VP8', 'rtx', 'VP9 profile-id=0', 'VP9 profile-id=2', 'AV1 level-idx=5;profile=0;tier=0'],
    ...['AV1 level-idx=5;profile=1;tier=0', h264(1, '42001f'), h264(0, '42e01f'), h264(1, '42e01f'), h264(1, '64001f')],
    ...['H265 level-id=180', 'red', 'ulpfec', 'flexfec-03'],
  )
  expect(forPictures(given)).toEqual(
    pictures(
      ...['VP8', 'rtx', 'VP9 profile-id=0', 'AV1 level-idx=5;profile=0;tier=0', h264(1, '42e01f')],
      ...['H265 level-id=180', 'red', 'ulpfec', 'flexfec-03'],
    ),
  )
})

test('a codec of which the usual profile is missing stays as it is', () => {
  const given = pictures('VP9 profile-id=2', 'H264 packetization-mode=0;profile-level-id=42e01f')
  expect(forPictures(given)).toEqual(given)
})

test('a transceiver offers what this browser has of it, and no header extension that is not used', () => {
  FakeNetwork.install()
  const uris = [
    'urn:ietf:params:rtp-hdrext:sdes:mid',
    'urn:ietf:params:rtp-hdrext:toffset',
    'urn:3gpp:video-orientation',
  ]
  const transceiver = {
    setCodecPreferences: vi.fn(),
    getHeaderExtensionsToNegotiate: () => uris.map((uri) => ({ uri, direction: 'sendrecv' })),
    setHeaderExtensionsToNegotiate: vi.fn(),
  }
  offerWhatIsUsed(transceiver as unknown as RTCRtpTransceiver, 'audio', true)
  const [[preferred]] = transceiver.setCodecPreferences.mock.calls as [[{ mimeType: string }[]]]
  expect(preferred.map(({ mimeType }) => mimeType)).toEqual(['audio/red', 'audio/opus'])
  const [[extensions]] = transceiver.setHeaderExtensionsToNegotiate.mock.calls as [[{ direction: string }[]]]
  expect(extensions.map(({ direction }) => direction)).toEqual(['sendrecv', 'stopped', 'sendrecv'])
})

test('one that refuses, or of a browser without choice, stays as it is', () => {
  FakeNetwork.install()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const refusing = {
    setCodecPreferences() {
      throw new DOMException('', 'InvalidModificationError')
    },
  }
  expect(() => offerWhatIsUsed(refusing as unknown as RTCRtpTransceiver, 'video', false)).not.toThrow()
  expect(warn).toHaveBeenCalledOnce()
  expect(() => offerWhatIsUsed({} as RTCRtpTransceiver, 'audio', true)).not.toThrow()
})
