import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Devices } from '../../../../renderer/call/devices/devices.js'
import { DeviceControls } from '../../../../renderer/state/device-controls.js'
import { type FakeMedia, stubMedia } from '../../../helpers/fake-media.js'

const explain = vi.fn<() => void>()
const remember = vi.fn<(kind: string, deviceId: string) => void>()
let media: FakeMedia
let devices: Devices
let controls: DeviceControls

beforeEach(() => {
  explain.mockReset()
  remember.mockReset()
  create()
})

afterEach(() => {
  devices.close()
  vi.unstubAllGlobals()
})

function create(): void {
  media = stubMedia()
  devices = new Devices()
  controls = new DeviceControls(devices, explain, remember)
}

test('a press turns a device off, also one that is still starting, and the next one turns it on', async () => {
  media.holds = true
  const starting = devices.start()
  expect(controls.isOn('video')).toBe(true)
  void controls.toggle('video')
  expect([controls.isOn('video'), devices.camera.state.value]).toEqual([false, 'off'])
  media.holds = false
  await vi.waitFor(() => media.requests[0]?.grant() ?? expect(media.requests).toHaveLength(1))
  await starting
  await controls.toggle('video')
  expect([controls.isOn('video'), devices.camera.state.value]).toEqual([true, 'on'])
  await controls.toggle('audio')
  expect([controls.isOn('audio'), devices.microphone.state.value]).toEqual([false, 'off'])
})

test('a press on a device that was refused asks again', async () => {
  media.refused.add('audio').add('video')
  await devices.start()
  expect(controls.isOn('audio')).toBe(false)
  media.refused.clear()
  await controls.toggle('audio')
  expect([devices.microphone.state.value, devices.camera.state.value]).toEqual(['on', 'refused'])
})

test('a press on a device that does not work is answered, until it works or the person has read that', async () => {
  media.refused.add('audio').add('video')
  await devices.start()
  expect(controls.trouble.value).toBeUndefined()
  await controls.toggle('video')
  expect([controls.trouble.value, controls.hasFailed('video')]).toEqual(['video', true])
  controls.leaveTrouble()
  expect(controls.trouble.value).toBeUndefined()
  await controls.toggle('audio')
  expect(controls.trouble.value).toBe('audio')
  media.refused.clear()
  await controls.toggle('audio')
  expect([controls.trouble.value, controls.hasFailed('audio')]).toEqual([undefined, false])
})

test('where a device was refused, the first that there is counts as the one that would be used', async () => {
  media.refused.add('audio').add('video')
  await devices.start()
  await vi.waitFor(() => expect(controls.inUse('video')).toBe('video-1'))
})

test('a press on a page over plain http explains', async () => {
  const { mediaDevices } = navigator
  Object.assign(navigator, { mediaDevices: undefined })
  await devices.start()
  Object.assign(navigator, { mediaDevices })
  expect(controls.isInsecure.value).toBe(true)
  await controls.toggle('audio')
  expect([explain.mock.calls.length, media.requests]).toEqual([1, []])
})

test('a device that is chosen is used and remembered', async () => {
  await devices.start()
  await controls.choose('audio', 'audio-2')
  expect(remember.mock.calls).toEqual([['audio', 'audio-2']])
  expect(devices.microphone.deviceId.value).toBe('audio-2')
})

test('what can be chosen is known once there is one', async () => {
  await devices.start()
  await vi.waitFor(() =>
    expect(controls.available('video').map(({ label }) => label)).toEqual(['Camera 1', 'Camera 2']),
  )
})

test('what became of a device is told for a while, and no longer than until the person chooses another', async () => {
  vi.useFakeTimers()
  const replaced = { kind: 'audio', what: 'replaced', was: 'Headset', now: 'Built-in' } as const
  devices.news.value = replaced
  expect([controls.news.audio.value.value, controls.news.video.value.value]).toEqual([replaced, undefined])
  vi.advanceTimersByTime(10_000)
  expect(controls.news.audio.value.value).toBeUndefined()
  devices.news.value = { ...replaced }
  void controls.choose('audio', 'audio-2')
  expect(controls.news.audio.value.value).toBeUndefined()
  vi.useRealTimers()
})

test('a loudspeaker that is chosen is played through and remembered', async () => {
  await devices.start()
  await vi.waitFor(() => expect(controls.available('output')).toHaveLength(1))
  expect(controls.inUse('output')).toBe('default')
  await controls.choose('output', 'speaker-1')
  expect([controls.speaker.value, controls.inUse('output')]).toEqual(['speaker-1', 'speaker-1'])
  expect(remember.mock.calls).toEqual([['output', 'speaker-1']])
})
