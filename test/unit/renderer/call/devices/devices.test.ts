import { setImmediate as settled } from 'node:timers/promises'
import { effect, signal } from '@preact/signals-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Devices } from '../../../../../renderer/call/devices/devices.js'
import { type FakeMedia, stubMedia } from '../../../../helpers/fake-media.js'

let media: FakeMedia
let devices: Devices

beforeEach(() => {
  media = stubMedia()
  devices = new Devices()
})

afterEach(() => {
  devices.close()
  expect(media.live).toEqual([])
  vi.unstubAllGlobals()
})

const states = () => [devices.microphone.state.value, devices.camera.state.value]

/** Begins to start while nothing is answered, and comes back once the browser was asked. */
async function startHolding(): Promise<Promise<void>[]> {
  media.holds = true
  const work = [devices.start()]
  await settled()
  return work
}

describe('the microphone is muted at once', () => {
  test('while the prompt for the camera is open', async () => {
    await devices.camera.turn(false)
    await devices.start()
    expect(states()).toEqual(['on', 'off'])
    media.holds = true
    void devices.camera.turn(true)
    await settled()
    void devices.microphone.turn(false)
    expect([...states(), media.latest('audio').enabled]).toEqual(['off', 'starting', false])
    void devices.microphone.turn(true)
    expect([...states(), media.latest('audio').enabled]).toEqual(['on', 'starting', true])
  })

  test('while the prompt for both is open, and arrives muted', async () => {
    const work = await startHolding()
    void devices.microphone.turn(false)
    expect(states()).toEqual(['off', 'starting'])
    media.requests[0]?.grant()
    await Promise.all(work)
    expect([...states(), media.latest('audio').enabled]).toEqual(['off', 'on', false])
  })
})

test('both are asked for in one prompt, and are in one stream', async () => {
  await devices.start()
  expect([states(), media.asked]).toEqual([['on', 'on'], ['audio+video']])
  expect(devices.stream.getTracks()).toEqual([devices.microphone.track.value, devices.camera.track.value])
  await devices.start()
  expect(media.requests).toHaveLength(1)
})

test('what is off is not asked for', async () => {
  await devices.camera.turn(false)
  await devices.start()
  expect([states(), media.asked]).toEqual([['on', 'off'], ['audio']])
})

test('a camera that is turned off while the prompt for both is open is released when it arrives', async () => {
  const work = await startHolding()
  void devices.camera.turn(false)
  media.requests[0]?.grant()
  await Promise.all(work)
  expect([states(), media.live]).toEqual([['on', 'off'], ['audio']])
})

test('starting again while the prompt for both is open asks nothing more', async () => {
  const work = await startHolding()
  work.push(devices.start(), devices.camera.turn(false), devices.camera.turn(true))
  media.requests[0]?.grant()
  await Promise.all(work)
  expect([states(), media.asked]).toEqual([['on', 'on'], ['audio+video']])
})

describe('where the prompt for both fails, each is tried by itself', () => {
  test('and the microphone is there without a camera', async () => {
    media.devices = media.devices.filter(({ kind }) => kind !== 'videoinput')
    await devices.start()
    expect([states(), media.asked.toSorted()]).toEqual([
      ['on', 'missing'],
      ['audio', 'audio+video', 'video'],
    ])
  })

  test('and the camera is there though the microphone is busy', async () => {
    media.busy.add('audio')
    await devices.start()
    expect([states(), media.live]).toEqual([['busy', 'on'], ['video']])
  })

  test('and the one that is allowed is there though the other is refused', async () => {
    media.refused.add('video')
    await devices.start()
    expect([states(), media.asked]).toEqual([
      ['on', 'refused'],
      ['audio+video', 'audio'],
    ])
  })

  test('but a person who said no to both is not asked again', async () => {
    media.refused.add('audio').add('video')
    await devices.start()
    expect([states(), media.asked]).toEqual([['refused', 'refused'], ['audio+video']])
    await devices.start()
    expect(media.requests).toHaveLength(1)
  })

  test('but what was turned off meanwhile is left alone', async () => {
    const work = await startHolding()
    void devices.microphone.turn(false)
    media.holds = false
    media.requests[0]?.fail('NotReadableError')
    await Promise.all(work)
    expect([states(), media.asked]).toEqual([
      ['off', 'on'],
      ['audio+video', 'video'],
    ])
  })

  test('at the next start where they rest meanwhile', async () => {
    media.devices = media.devices.filter(({ kind }) => kind !== 'videoinput')
    const work = await startHolding()
    devices.rest()
    media.holds = false
    media.requests[0]?.fail('NotFoundError')
    await Promise.all(work)
    expect(states()).toEqual(['starting', 'starting'])
    await devices.start()
    expect(states()).toEqual(['on', 'missing'])
  })

  test('and one that was chosen and is gone does not take the choice from the other', async () => {
    devices.camera.prefer('unplugged')
    devices.microphone.prefer('audio-2')
    await devices.start()
    expect([states(), devices.microphone.deviceId.value]).toEqual([['on', 'on'], 'audio-2'])
    expect(devices.camera.deviceId.value).toBe('video-1')
  })
})

test('a page over plain http has neither', async () => {
  vi.stubGlobal('navigator', {})
  const insecure = new Devices()
  await insecure.start()
  expect([insecure.microphone.state.value, insecure.camera.state.value]).toEqual(['insecure', 'insecure'])
  expect(insecure.available('audioinput')).toEqual([])
  insecure.close()
})

test('devices that rest are released at once, and asked for once when they start again', async () => {
  await devices.start()
  devices.rest()
  expect([states(), media.live]).toEqual([['starting', 'starting'], []])
  void devices.start()
  devices.rest()
  await devices.start()
  expect([states(), media.asked]).toEqual([
    ['on', 'on'],
    ['audio+video', 'audio+video'],
  ])
})

test('an effect that has them start or rest does not run again for what they do', async () => {
  const isSeen = signal(true)
  let runs = 0
  const stop = effect(() => {
    runs++
    if (isSeen.value) void devices.start()
    else devices.rest()
  })
  await settled()
  expect([states(), runs]).toEqual([['on', 'on'], 1])
  isSeen.value = false
  expect([media.live, runs]).toEqual([[], 2])
  stop()
})

test('what arrives after closing is released', async () => {
  const work = await startHolding()
  devices.close()
  media.requests[0]?.grant()
  await Promise.all(work)
  expect([media.given.length, media.live]).toEqual([2, []])
})

test('what there is to choose from is known once a device was opened, and follows what is plugged in', async () => {
  const ids = (kind: MediaDeviceKind) => devices.available(kind).map(({ deviceId }) => deviceId)
  await settled()
  expect(ids('videoinput')).toEqual([])
  await devices.start()
  await vi.waitFor(() =>
    expect([ids('audioinput'), ids('videoinput')]).toEqual([
      ['audio-1', 'audio-2'],
      ['video-1', 'video-2'],
    ]),
  )
  expect(ids('audiooutput')).toEqual(['speaker-1'])

  const hidden = { kind: 'audioinput', deviceId: '', label: '' } as const
  media.plug([...media.devices.filter(({ deviceId }) => deviceId !== 'video-2'), hidden])
  await settled()
  expect([ids('audioinput'), ids('videoinput')]).toEqual([['audio-1', 'audio-2'], ['video-1']])

  devices.close()
  media.plug([])
  await settled()
  expect(ids('videoinput')).toEqual(['video-1'])
})

test('the loudspeaker is the one that was chosen for as long as it is there, else the system’s', async () => {
  devices.chosenSpeaker.value = 'speaker-1'
  expect(devices.speaker.value).toBe('')
  await devices.start()
  await vi.waitFor(() => expect(devices.speaker.value).toBe('speaker-1'))
  const all = media.devices
  media.plug(all.filter(({ kind }) => kind !== 'audiooutput'))
  await vi.waitFor(() => expect(devices.speaker.value).toBe(''))
  media.plug(all)
  await vi.waitFor(() => expect(devices.speaker.value).toBe('speaker-1'))
})
