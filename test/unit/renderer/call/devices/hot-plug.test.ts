import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Devices } from '../../../../../renderer/call/devices/devices.js'
import { type FakeMedia, stubMedia } from '../../../../helpers/fake-media.js'

let media: FakeMedia
let devices: Devices
let told: unknown[]

beforeEach(async () => {
  media = stubMedia()
  devices = new Devices()
  told = []
  devices.news.subscribe((news) => news && told.push(news))
})

afterEach(() => {
  devices.close()
  expect(media.live).toEqual([])
  vi.unstubAllGlobals()
})

/** Resolves once what there is to choose from is known, and so whatever is plugged in or out is noticed. */
async function start(): Promise<void> {
  const enumerate = vi.spyOn(media, 'enumerateDevices')
  await devices.start()
  await vi.dynamicImportSettled()
  await vi.waitFor(() => expect(enumerate.mock.calls.length).toBeGreaterThan(1))
  enumerate.mockRestore()
}

const inUse = (kind: 'audio' | 'video') => {
  const { state, used } = devices.inputs[kind]
  return [state.value, used.value?.deviceId]
}
const without = (id: string) => media.devices.filter(({ deviceId }) => deviceId !== id)

describe.each([
  ['audio', 'Microphone'],
  ['video', 'Camera'],
] as const)('of kind %s', (kind, name) => {
  test.each([
    ['ends', true],
    ['is gone from the list', false],
  ])('a device in use that %s is replaced, and used again when it is back', async (_how, endsTracks) => {
    await start()
    const all = media.devices
    media.unplug(`${kind}-1`, endsTracks)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-2`]))
    expect(told).toEqual([{ kind, what: 'replaced', was: `${name} 1`, now: `${name} 2` }])
    media.plug(all)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-1`]))
    expect(told.slice(1)).toEqual([{ kind, what: 'back', now: `${name} 1` }])
    expect(media.live.toSorted()).toEqual(['audio', 'video'])
  })

  test('the one that was chosen comes back, and none that took its place', async () => {
    await start()
    await devices.inputs[kind].choose(`${kind}-2`)
    const all = media.devices
    media.unplug(`${kind}-2`)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-1`]))
    media.unplug(`${kind}-1`)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['missing', undefined]))
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind, what: 'gone', was: `${name} 1` }))
    media.plug(all.filter(({ deviceId }) => deviceId !== `${kind}-2`))
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-1`]))
    expect(told.at(-1)).toEqual({ kind, what: 'found', now: `${name} 1` })
    media.plug(all)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-2`]))
  })

  test('one that is plugged in later is used where there was none', async () => {
    const all = media.devices
    media.devices = all.filter((device) => device.kind !== `${kind}input`)
    await start()
    expect(inUse(kind)).toEqual(['missing', undefined])
    media.plug(all)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-1`]))
    expect(told).toEqual([{ kind, what: 'found', now: `${name} 1` }])
  })

  test('a device that is not in use may come and go', async () => {
    await start()
    const all = media.devices
    media.plug(without(`${kind}-2`))
    media.plug(all)
    await vi.waitFor(() => expect(devices.available(`${kind}input`)).toHaveLength(2))
    expect([inUse(kind), told, media.requests.length]).toEqual([['on', `${kind}-1`], [], 1])
  })

  test('the next is taken where the first that is left does not start', async () => {
    media.devices.push({ kind: `${kind}input`, deviceId: `${kind}-3`, label: `${name} 3` })
    await start()
    media.busy.add(`${kind}-2`)
    media.unplug(`${kind}-1`)
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['on', `${kind}-3`]))
  })

  test('what the person no longer allows is not asked for', async () => {
    await start()
    media.refused.add(kind)
    media.latest(kind).end()
    await vi.waitFor(() => expect(inUse(kind)).toEqual(['refused', undefined]))
    expect([media.requests.length, told]).toEqual([1, []])
  })

  test('nothing is opened while they rest, and what is left at the next start', async () => {
    await start()
    devices.rest()
    media.unplug(`${kind}-1`)
    await vi.waitFor(() => expect(devices.available(`${kind}input`)).toHaveLength(1))
    expect([media.requests.length, media.live]).toEqual([1, []])
    await devices.start()
    expect(inUse(kind)).toEqual(['on', `${kind}-2`])
  })
})

test('a muted microphone is replaced by one that is muted, and comes back muted', async () => {
  await start()
  await devices.microphone.turn(false)
  const all = media.devices
  media.unplug('audio-1')
  await vi.waitFor(() => expect(inUse('audio')).toEqual(['off', 'audio-2']))
  expect(media.latest('audio').enabled).toBe(false)
  media.plug(all)
  await vi.waitFor(() => expect(inUse('audio')).toEqual(['off', 'audio-1']))
  expect([media.latest('audio').enabled, media.live.toSorted()]).toEqual([false, ['audio', 'video']])
})

test('a microphone that is muted while its place is taken stays muted', async () => {
  await start()
  media.holds = true
  media.unplug('audio-1')
  await vi.waitFor(() => expect(media.requests).toHaveLength(2))
  void devices.microphone.turn(false)
  media.holds = false
  media.requests[1]?.fail('OverconstrainedError')
  await vi.waitFor(() => expect(inUse('audio')).toEqual(['off', 'audio-2']))
  expect(media.latest('audio').enabled).toBe(false)
})

test('a camera that is off stays off, whatever is plugged in or out', async () => {
  await start()
  await devices.camera.turn(false)
  const all = media.devices
  media.unplug('video-1')
  await vi.waitFor(() => expect(devices.available('videoinput')).toHaveLength(1))
  media.plug(all)
  await vi.waitFor(() => expect(devices.available('videoinput')).toHaveLength(2))
  expect([inUse('video'), media.live, told]).toEqual([['off', undefined], ['audio'], []])
})

test('a camera that is turned off while its place is taken stays off', async () => {
  await start()
  media.holds = true
  media.unplug('video-1')
  await vi.waitFor(() => expect(media.requests).toHaveLength(2))
  void devices.camera.turn(false)
  media.holds = false
  media.requests[1]?.fail('OverconstrainedError')
  await vi.waitFor(() => expect(media.given).toHaveLength(3))
  await vi.waitFor(() => expect(media.live).toEqual(['audio']))
  expect([inUse('video'), told]).toEqual([['off', undefined], []])
})

describe('the system’s own microphone', () => {
  const named = (groupId: string, label: string) =>
    ({ kind: 'audioinput', deviceId: 'default', label, groupId }) as const
  const headset = { kind: 'audioinput', deviceId: 'h', label: 'Headset', groupId: 'headset' } as const
  const built = { kind: 'audioinput', deviceId: 'b', label: 'Built-in', groupId: 'built-in' } as const

  test('is opened anew when the system uses another, without a word', async () => {
    media.devices = [named('headset', 'Default - Headset'), headset, built]
    await start()
    media.plug([named('built-in', 'Default - Built-in'), headset, built])
    await vi.waitFor(() => expect(devices.microphone.used.value?.groupId).toBe('built-in'))
    expect(told).toEqual([])
  })

  test('is told of when it was unplugged', async () => {
    media.devices = [named('headset', 'Default - Headset'), headset, built]
    await start()
    media.plug([named('built-in', 'Default - Built-in'), built])
    await vi.waitFor(() => expect(devices.microphone.used.value?.groupId).toBe('built-in'))
    await vi.waitFor(() =>
      expect(told).toEqual([{ kind: 'audio', what: 'replaced', was: 'Default - Headset', now: 'Default - Built-in' }]),
    )
  })
})

test('a page that may not know of devices takes nothing for gone', async () => {
  await start()
  media.plug([{ kind: 'audioinput', deviceId: '', label: '' }])
  await vi.waitFor(() => expect(devices.available('videoinput')).toEqual([]))
  expect(inUse('audio')).toEqual(['on', 'audio-1'])
})

describe('a loudspeaker', () => {
  const LOUDSPEAKERS = ['Headset', 'Built-in'].map((label, index) => ({
    ...{ kind: 'audiooutput' as const, deviceId: `output-${index + 1}`, label },
  }))

  beforeEach(async () => {
    media.devices = [...media.devices, ...LOUDSPEAKERS]
    devices.chosenSpeaker.value = 'output-1'
    await start()
  })

  test('that was chosen and is gone is told of, and that it is back', async () => {
    const all = media.devices
    media.plug(without('output-1'))
    await vi.waitFor(() => expect(told).toEqual([{ kind: 'output', what: 'replaced', was: 'Headset' }]))
    expect(devices.speaker.value).toBe('')
    media.plug(all)
    await vi.waitFor(() => expect(told.slice(1)).toEqual([{ kind: 'output', what: 'back', now: 'Headset' }]))
    expect(devices.speaker.value).toBe('output-1')
  })

  test('that was the last one leaves none', async () => {
    media.plug(media.devices.filter(({ kind }) => kind !== 'audiooutput'))
    await vi.waitFor(() => expect(told).toEqual([{ kind: 'output', what: 'gone', was: 'Headset' }]))
  })

  test('that was not chosen is not told of, nor what a page may no longer know', async () => {
    const before = media.devices
    media.plug(without('output-2'))
    await vi.waitFor(() => expect(devices.available('audiooutput')).toHaveLength(2))
    media.plug(
      before.map((device) => (device.kind === 'audiooutput' ? { ...device, deviceId: '', label: '' } : device)),
    )
    await vi.waitFor(() => expect(devices.available('audiooutput')).toHaveLength(0))
    expect(told).toEqual([])
  })
})
