import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Devices } from '../../../../renderer/call/devices/devices.js'
import { Outgoing } from '../../../../renderer/call/outgoing.js'
import { ScreenShare } from '../../../../renderer/call/screen-share.js'
import { type FakeMedia, stubMedia } from '../../../helpers/fake-media.js'

let media: FakeMedia
let devices: Devices
let screen: ScreenShare
let outgoing: Outgoing

beforeEach(() => {
  media = stubMedia()
  devices = new Devices()
  screen = new ScreenShare()
  outgoing = new Outgoing(devices, screen)
})

afterEach(() => {
  devices.close()
  vi.unstubAllGlobals()
})

test('what is sent and what is told of it are what the devices and the screen are', async () => {
  expect(outgoing.tracks.value).toEqual({ microphone: null, camera: null, screen: null, screenSound: null })
  expect(outgoing.state.value).toEqual({ microphone: false, camera: false, screen: false })

  await devices.start()
  const [microphone, camera] = media.given
  await screen.start()
  const [screenSound, picture] = media.given.slice(2)
  expect(outgoing.tracks.value).toEqual({ microphone, camera, screen: picture, screenSound })
  expect(outgoing.state.value).toEqual({ microphone: true, camera: true, screen: true })

  await devices.microphone.turn(false)
  await devices.camera.turn(false)
  screen.stop()
  expect(outgoing.tracks.value).toEqual({ microphone, camera: null, screen: null, screenSound: null })
  expect(outgoing.state.value).toEqual({ microphone: false, camera: false, screen: false })
})

test('a raised hand is told, and a lowered one not', () => {
  outgoing.hand.value = true
  expect(outgoing.state.value).toMatchObject({ hand: true })
  outgoing.hand.value = false
  expect(outgoing.state.value).not.toHaveProperty('hand')
})

test('camera and microphone are of one stream, the screen and its sound of another', () => {
  const { microphone, camera, screen: picture, screenSound } = outgoing.streams
  expect(microphone).toBe(devices.stream)
  expect(camera).toBe(devices.stream)
  expect(picture).toBe(screen.stream)
  expect(screenSound).toBe(screen.stream)
})

test('a listener is called now and on every change, until it is taken off', async () => {
  const told: unknown[] = []
  const stop = outgoing.onChange(() => told.push({ ...outgoing.state.value, quality: outgoing.quality.value }))
  const last = () => told.at(-1)
  expect(told).toEqual([{ microphone: false, camera: false, screen: false, quality: 'auto' }])
  await devices.start()
  expect(last()).toEqual({ microphone: true, camera: true, screen: false, quality: 'auto' })
  await devices.camera.setQuality('saving')
  expect(last()).toEqual({ microphone: true, camera: true, screen: false, quality: 'saving' })
  await screen.start()
  expect(last()).toEqual({ microphone: true, camera: true, screen: true, quality: 'saving' })
  await devices.microphone.turn(false)
  expect(last()).toEqual({ microphone: false, camera: true, screen: true, quality: 'saving' })

  stop()
  const before = told.length
  await devices.camera.turn(false)
  expect(told).toHaveLength(before)
})
