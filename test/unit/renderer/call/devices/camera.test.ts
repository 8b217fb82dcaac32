import { setImmediate as settled } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Camera } from '../../../../../renderer/call/devices/camera.js'
import { PICTURES } from '../../../../../renderer/call/quality.js'
import { type FakeMedia, FakeStream, stubMedia } from '../../../../helpers/fake-media.js'

let media: FakeMedia
let camera: Camera

beforeEach(() => {
  media = stubMedia()
  camera = new Camera(new FakeStream() as unknown as MediaStream)
  camera.wake()
})

afterEach(() => vi.unstubAllGlobals())

test('a camera that is turned off is released at once', async () => {
  await camera.open()
  void camera.turn(false)
  expect([camera.state.value, camera.track.value, media.live]).toEqual(['off', null, []])
})

test('a camera that is turned off while it starts is released when it arrives', async () => {
  media.holds = true
  const opening = camera.open()
  await settled()
  void camera.turn(false)
  expect(camera.state.value).toBe('off')
  media.requests[0]?.grant()
  await opening
  expect([camera.state.value, media.given.length, media.live]).toEqual(['off', 1, []])
})

test('a camera that is turned off while it is changed for another stays off', async () => {
  await camera.open()
  media.holds = true
  const choosing = camera.choose('video-2')
  await settled()
  void camera.turn(false)
  expect(media.live).toEqual([])
  media.requests[1]?.grant()
  await choosing
  expect([camera.state.value, media.given.length, media.live]).toEqual(['off', 2, []])
})

test('a camera that is chosen while it is off is used when it is turned on', async () => {
  await camera.turn(false)
  await camera.choose('video-2')
  expect([camera.state.value, media.requests]).toEqual(['off', []])
  await camera.turn(true)
  expect([camera.state.value, camera.deviceId.value]).toEqual(['on', 'video-2'])
})

test('the quality is asked for from the start, and changed while the camera is on', async () => {
  await camera.setQuality('saving')
  await camera.open()
  expect(media.requests[0]?.constraints).toEqual({ video: PICTURES.saving })
  await camera.setQuality('high')
  await camera.setQuality('high')
  expect([camera.quality.value, media.latest('video').applied]).toEqual(['high', [PICTURES.high]])
})

test('a quality that is set while the camera starts is applied once it is there', async () => {
  media.holds = true
  const opening = camera.open()
  await settled()
  const setting = camera.setQuality('high')
  media.requests[0]?.grant()
  await Promise.all([opening, setting])
  expect(media.latest('video').applied).toEqual([PICTURES.high])
})

test('a camera that cannot change its picture while it runs goes on', async () => {
  await camera.open()
  media.latest('video').applyConstraints = () => Promise.reject(new DOMException('No', 'OverconstrainedError'))
  await camera.setQuality('high')
  expect([camera.state.value, media.live]).toEqual(['on', ['video']])
})
