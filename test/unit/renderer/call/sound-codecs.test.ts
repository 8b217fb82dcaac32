import { expect, test, vi } from 'vitest'
import { preferRed, redFirst } from '../../../../renderer/call/sound-codecs.js'
import { FakeNetwork } from '../../../helpers/fake-connection.js'

const codecs = (...names: string[]) => names.map((name) => ({ mimeType: `audio/${name}`, clockRate: 48_000 }))

test.each([
  [codecs('opus', 'red', 'G722', 'PCMU'), codecs('red', 'opus', 'G722', 'PCMU')],
  [codecs('red', 'opus'), codecs('red', 'opus')],
  [codecs('opus', 'RED', 'red'), codecs('RED', 'red', 'opus')],
  [codecs('opus', 'G722'), codecs('opus', 'G722')],
  [[], []],
])('RED comes first, and what else there is stays in its order', (given, expected) => {
  expect(redFirst(given)).toEqual(expected)
})

test('a transceiver prefers what this browser has, and one of a browser without preferences stays as it is', () => {
  FakeNetwork.install()
  const transceiver = { setCodecPreferences: vi.fn() }
  preferRed(transceiver as unknown as RTCRtpTransceiver)
  const [[preferred]] = transceiver.setCodecPreferences.mock.calls as [[{ mimeType: string }[]]]
  expect(preferred.map(({ mimeType }) => mimeType)).toEqual(['audio/red', 'audio/opus', 'audio/G722'])
  expect(() => preferRed({} as RTCRtpTransceiver)).not.toThrow()
})
