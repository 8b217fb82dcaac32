import { setImmediate as settled } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Microphone } from '../../../../../renderer/call/devices/microphone.js'
import { type FakeMedia, FakeStream, stubMedia } from '../../../../helpers/fake-media.js'

let media: FakeMedia
let microphone: Microphone

beforeEach(() => {
  media = stubMedia()
  microphone = new Microphone(new FakeStream() as unknown as MediaStream)
  microphone.wake()
})

afterEach(() => vi.unstubAllGlobals())

test('a muted microphone keeps its track, and is back without asking', async () => {
  await microphone.open()
  void microphone.turn(false)
  expect([microphone.state.value, media.latest('audio').enabled, media.live]).toEqual(['off', false, ['audio']])
  void microphone.turn(true)
  expect([microphone.state.value, media.latest('audio').enabled, media.requests.length]).toEqual(['on', true, 1])
})

test('a microphone that is muted while it starts arrives muted', async () => {
  media.holds = true
  const opening = microphone.open()
  await settled()
  void microphone.turn(false)
  expect(microphone.state.value).toBe('off')
  media.requests[0]?.grant()
  await opening
  expect([microphone.state.value, media.latest('audio').enabled]).toEqual(['off', false])
})

test('a microphone is muted at once while another one is on its way, which then is muted as well', async () => {
  await microphone.open()
  const first = media.latest('audio')
  media.holds = true
  const choosing = microphone.choose('audio-2')
  await settled()
  void microphone.turn(false)
  expect([microphone.state.value, first.enabled]).toEqual(['off', false])
  media.requests[1]?.grant()
  await choosing
  expect([microphone.deviceId.value, media.latest('audio').enabled, first.readyState]).toEqual([
    'audio-2',
    false,
    'ended',
  ])
})

test('a microphone that is changed while it is muted stays muted', async () => {
  await microphone.open()
  await microphone.turn(false)
  await microphone.choose('audio-2')
  expect([microphone.deviceId.value, microphone.state.value]).toEqual(['audio-2', 'off'])
  expect([media.latest('audio').enabled, media.live]).toEqual([false, ['audio']])
})

test('a microphone that was muted before it ever started is not opened', async () => {
  await microphone.turn(false)
  await microphone.open()
  await microphone.choose('audio-2')
  expect([microphone.state.value, media.requests]).toEqual(['off', []])
  await microphone.turn(true)
  expect([microphone.state.value, microphone.deviceId.value]).toEqual(['on', 'audio-2'])
})

test('echo, noise and loudness are taken care of', async () => {
  await microphone.open()
  expect(media.requests[0]?.constraints).toEqual({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  })
})

const PROCESSED = { echoCancellation: true, noiseSuppression: false, autoGainControl: true, originalSound: false }
const ORIGINAL = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: { ideal: 2 },
}

test('a microphone in use is opened anew for what is done to its sound, muted as it was', async () => {
  await microphone.open()
  await microphone.turn(false)
  await microphone.process(PROCESSED)
  const { originalSound: _, ...asked } = PROCESSED
  expect(media.requests.at(-1)?.constraints).toEqual({ audio: asked })
  expect([microphone.state.value, media.latest('audio').enabled, media.live]).toEqual(['off', false, ['audio']])
  await microphone.process({ ...PROCESSED })
  expect(media.requests).toHaveLength(2)
})

test('original sound is in stereo, untouched, and told to be music', async () => {
  await microphone.process({ ...PROCESSED, originalSound: true })
  expect(media.requests).toEqual([])
  await microphone.open()
  expect(media.requests[0]?.constraints).toEqual({ audio: ORIGINAL })
  expect(microphone.track.value?.contentHint).toBe('music')
  await microphone.process(PROCESSED)
  expect([microphone.track.value?.contentHint, media.live]).toEqual(['', ['audio']])
})

test('what is done to the sound is changed also while the microphone starts', async () => {
  media.holds = true
  const opening = microphone.open()
  await settled()
  const changing = microphone.process({ ...PROCESSED, originalSound: true })
  media.holds = false
  media.requests[0]?.grant()
  await Promise.all([opening, changing])
  expect(media.requests.map(({ constraints }) => constraints.audio)).toEqual([expect.anything(), ORIGINAL])
  expect(media.live).toEqual(['audio'])
})
