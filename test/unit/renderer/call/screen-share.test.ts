import { setImmediate as settled } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { canShareScreen, ScreenShare } from '../../../../renderer/call/screen-share.js'
import { type FakeMedia, stubMedia } from '../../../helpers/fake-media.js'

let media: FakeMedia
let screen: ScreenShare

beforeEach(() => {
  media = stubMedia()
  screen = new ScreenShare()
})

afterEach(() => vi.unstubAllGlobals())

test('a screen is shared with its sound, each marked as what it is', async () => {
  await screen.start()
  expect(screen.state.value).toBe('on')
  expect([screen.picture.value, screen.sound.value]).toEqual([media.latest('video'), media.latest('audio')])
  expect([media.latest('video').contentHint, media.latest('audio').contentHint]).toEqual(['detail', 'music'])
  await screen.start()
  expect(media.requests).toHaveLength(1)

  screen.stop()
  expect([screen.state.value, screen.picture.value, screen.sound.value]).toEqual(['off', null, null])
  expect([media.live, screen.stream.getTracks()]).toEqual([[], []])
})

test('sound is asked for as it is where the browser leaves out what this page plays, else without its echo', async () => {
  const asked = () => media.requests.at(-1)?.constraints.audio
  await screen.start()
  expect(asked()).toMatchObject({ echoCancellation: true, noiseSuppression: false, autoGainControl: false })
  screen.stop()
  Object.assign(media, { getSupportedConstraints: () => ({ restrictOwnAudio: true }) })
  await screen.start()
  expect(asked()).toMatchObject({ echoCancellation: false, restrictOwnAudio: true })
})

interface Given {
  readyState?: MediaStreamTrackState
  restrictOwnAudio?: boolean
  displaySurface?: string
}

test.each<[string, Given, boolean]>([
  ['a screen without what the page plays', { restrictOwnAudio: true, displaySurface: 'monitor' }, true],
  ['a browser that does not say', { displaySurface: 'monitor' }, true],
  ['a tab', { restrictOwnAudio: false, displaySurface: 'browser' }, true],
  ['a screen with what the page plays', { restrictOwnAudio: false, displaySurface: 'monitor' }, false],
  ['a window with what the page plays', { restrictOwnAudio: false, displaySurface: 'window' }, false],
  ['a system that lets no sound be recorded', { readyState: 'ended', restrictOwnAudio: true }, false],
])('whether the sound of %s goes to the others', async (_what, { readyState = 'live', ...settings }, goes) => {
  media.holds = true
  const starting = screen.start()
  await settled()
  media.requests[0]?.grant()
  const [picture, sound] = [media.latest('video'), media.latest('audio')]
  const { displaySurface, ...ofSound } = settings
  Object.assign(picture, { getSettings: () => ({ displaySurface }) })
  Object.assign(sound, { readyState, getSettings: () => ofSound })
  await starting
  expect([screen.state.value, screen.picture.value]).toEqual(['on', picture])
  expect(screen.sound.value).toBe(goes ? sound : null)
  expect(screen.stream.getAudioTracks()).toHaveLength(goes ? 1 : 0)
  expect(sound.readyState).toBe(goes ? 'live' : 'ended')
})

test('the picture goes on where its sound ends', async () => {
  await screen.start()
  media.latest('audio').end()
  expect([screen.state.value, screen.sound.value]).toEqual(['on', null])
  expect(screen.stream.getTracks()).toEqual([media.latest('video')])
})

test('all that is shared ends with the picture', async () => {
  await screen.start()
  // Also where the browser tells of the end before the track has ended.
  media.latest('video').onended?.()
  expect([screen.state.value, media.live]).toEqual(['off', []])
})

test('what is chosen after sharing was stopped is released, and does not disturb what is shared since', async () => {
  media.holds = true
  const first = screen.start()
  screen.stop()
  const second = screen.start()
  media.requests[1]?.grant()
  await second
  media.requests[0]?.grant()
  await first
  expect([screen.state.value, media.given.length, media.live]).toEqual(['on', 4, ['audio', 'video']])
  expect(screen.picture.value).toBe(media.given[1])
})

test.each([
  ['NotAllowedError', 'Permission denied', 'off'],
  ['NotAllowedError', 'Permission denied by system', 'refused'],
  ['NotReadableError', 'Could not start video source', 'failed'],
])('%s, "%s" means %s, and the next press asks again', async (name, message, state) => {
  media.holds = true
  const starting = screen.start()
  expect(screen.state.value).toBe('starting')
  await settled()
  media.requests[0]?.fail(name, message)
  await starting
  expect(screen.state.value).toBe(state)
  media.holds = false
  await screen.start()
  expect(screen.state.value).toBe('on')
})

test('a failure that comes after sharing was stopped is not told', async () => {
  media.holds = true
  const starting = screen.start()
  screen.stop()
  media.requests[0]?.fail('NotReadableError')
  await starting
  expect(screen.state.value).toBe('off')
})

test('a browser without the interface can share no screen', () => {
  expect(canShareScreen()).toBe(true)
  vi.stubGlobal('navigator', {})
  expect(canShareScreen()).toBe(false)
})
