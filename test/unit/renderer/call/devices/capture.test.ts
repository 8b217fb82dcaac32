import { setImmediate as settled } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Camera } from '../../../../../renderer/call/devices/camera.js'
import type { Capture } from '../../../../../renderer/call/devices/capture.js'
import { Microphone } from '../../../../../renderer/call/devices/microphone.js'
import { type FakeMedia, FakeStream, stubMedia } from '../../../../helpers/fake-media.js'

let media: FakeMedia
let stream: FakeStream

beforeEach(() => {
  media = stubMedia()
  stream = new FakeStream()
})

afterEach(() => vi.unstubAllGlobals())

const asStream = () => stream as unknown as MediaStream
const newMicrophone = () => new Microphone(asStream())
const newCamera = () => new Camera(asStream())

async function start(capture: Capture): Promise<void> {
  capture.wake()
  await capture.open()
}

describe.each([
  ['a microphone', 'audio', newMicrophone],
  ['a camera', 'video', newCamera],
] as const)('%s', (_name, kind, create) => {
  test('is opened once it is woken, and is in its stream', async () => {
    const capture = create()
    await capture.open()
    expect([capture.state.value, media.asked]).toEqual(['starting', []])
    await start(capture)
    expect([capture.state.value, capture.wanted.value, media.asked]).toEqual(['on', true, [kind]])
    expect(stream.getTracks()).toEqual([media.latest(kind)])
    expect(capture.track.value).toBe(media.latest(kind))
    expect(capture.deviceId.value).toBe(`${kind}-1`)
  })

  test.each([
    [[false, true, false], 'off'],
    [[false, true], 'on'],
    [[true, false, true, false, true], 'on'],
  ] as const)('quick presses %j while it starts end in the state asked for last', async (presses, state) => {
    media.holds = true
    const capture = create()
    const work = [start(capture)]
    await settled()
    for (const on of presses) work.push(capture.turn(on))
    expect(capture.state.value).toBe(state === 'on' ? 'starting' : 'off')
    media.holds = false
    media.requests[0]?.grant()
    await Promise.all(work)
    expect([capture.state.value, media.asked]).toEqual([state, [kind]])
    expect(media.latest(kind).enabled && media.latest(kind).readyState === 'live').toBe(state === 'on')
  })

  test('quick presses while it is on end in the state asked for last', async () => {
    const capture = create()
    await start(capture)
    await Promise.all([capture.turn(false), capture.turn(true), capture.turn(false), capture.turn(true)])
    expect([capture.state.value, media.live]).toEqual(['on', [kind]])
    expect(capture.track.value?.enabled).toBe(true)
    await Promise.all([capture.turn(true), capture.turn(false)])
    expect(capture.state.value).toBe('off')
  })

  test.each([
    ['NotFoundError', 'missing'],
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'insecure'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('that fails with %s is %s, and is tried again when it is turned on', async (name, state) => {
    media.devices = media.devices.filter(({ deviceId }) => deviceId === `${kind}-1`)
    media.holds = true
    const capture = create()
    const starting = start(capture)
    await settled()
    media.requests[0]?.fail(name)
    await starting
    expect([capture.state.value, capture.track.value]).toEqual([state, null])
    await capture.open()
    expect(media.requests).toHaveLength(1)

    media.holds = false
    const again = capture.turn(true)
    expect(capture.state.value).toBe('starting')
    await again
    expect(capture.state.value).toBe('on')
  })

  test('two presses on a prompt that is refused ask once', async () => {
    media.holds = true
    const capture = create()
    const work = [start(capture), capture.turn(true), capture.turn(false), capture.turn(true)]
    await settled()
    media.requests[0]?.fail('NotAllowedError')
    await Promise.all(work)
    expect([capture.state.value, media.requests.length]).toEqual(['refused', 1])
  })

  test('that fails when it is no longer wanted is off', async () => {
    media.holds = true
    const capture = create()
    const work = [start(capture)]
    await settled()
    work.push(capture.turn(false))
    media.requests[0]?.fail('NotAllowedError')
    await Promise.all(work)
    expect(capture.state.value).toBe('off')
  })

  test('on a page over plain http is insecure', async () => {
    vi.stubGlobal('navigator', {})
    const capture = create()
    await start(capture)
    expect(capture.state.value).toBe('insecure')
  })

  test('that is unplugged is missing, and back when it is turned on', async () => {
    const capture = create()
    await start(capture)
    media.latest(kind).end()
    expect([capture.state.value, capture.track.value, stream.getTracks()]).toEqual(['missing', null, []])
    expect([capture.lost.value?.deviceId, capture.chosen.value]).toEqual([`${kind}-1`, `${kind}-1`])
    await capture.turn(true)
    expect([capture.state.value, media.live]).toEqual(['on', [kind]])
  })

  test('is changed for another while it is on, without a gap', async () => {
    const capture = create()
    await start(capture)
    const states: string[] = []
    capture.state.subscribe((state) => states.push(state))
    await capture.choose(`${kind}-2`)
    expect([capture.deviceId.value, states, media.live]).toEqual([`${kind}-2`, ['on'], [kind]])
    expect(stream.getTracks()).toEqual([media.latest(kind)])
  })

  test('that is chosen while an earlier one starts takes its place', async () => {
    media.holds = true
    const capture = create()
    const work = [start(capture)]
    await settled()
    work.push(capture.choose(`${kind}-2`))
    media.holds = false
    media.requests[0]?.grant()
    await Promise.all(work)
    expect([capture.state.value, capture.deviceId.value, media.live]).toEqual(['on', `${kind}-2`, [kind]])
  })

  test('that cannot be changed for the one chosen goes on as it was', async () => {
    const capture = create()
    await start(capture)
    media.busy.add(kind)
    await capture.choose(`${kind}-2`)
    expect([capture.state.value, capture.deviceId.value, media.live]).toEqual(['on', `${kind}-1`, [kind]])
  })

  test('that does not start leaves its place to another', async () => {
    media.busy.add(`${kind}-1`)
    const capture = create()
    await start(capture)
    expect([capture.state.value, capture.deviceId.value, media.live]).toEqual(['on', `${kind}-2`, [kind]])
  })

  test('of which none starts is busy, and is asked for anew after a rest', async () => {
    media.busy.add(kind)
    const capture = create()
    await start(capture)
    expect([capture.state.value, media.requests.length]).toEqual(['busy', 3])
    capture.rest()
    media.busy.clear()
    await start(capture)
    expect(capture.state.value).toBe('on')
  })

  test('is taken by itself only while it is wanted, and goes on where that fails', async () => {
    const capture = create()
    const ask = () => navigator.mediaDevices.getUserMedia({ [kind]: { deviceId: { exact: `${kind}-2` } } })
    const take = () => capture.take(async () => (await ask()).getTracks()[0] as MediaStreamTrack)
    expect(await take()).toBe('unwanted')
    await start(capture)
    media.busy.add(`${kind}-2`)
    expect([await take(), capture.deviceId.value]).toEqual(['failed', `${kind}-1`])
    media.busy.clear()
    expect([await take(), capture.deviceId.value]).toEqual([
      { label: expect.stringMatching(/ 2$/), deviceId: `${kind}-2`, groupId: '' },
      `${kind}-2`,
    ])
    expect(media.live).toEqual([kind])
  })

  test('that is preferred is used next, and any other where it is gone', async () => {
    const capture = create()
    capture.prefer(`${kind}-2`)
    expect(capture.deviceId.value).toBe(`${kind}-2`)
    await start(capture)
    expect(capture.deviceId.value).toBe(`${kind}-2`)

    const other = create()
    other.prefer('unplugged')
    await start(other)
    expect([other.state.value, other.deviceId.value]).toEqual(['on', `${kind}-1`])
  })

  test('that rests captures nothing, and is back when it is woken', async () => {
    const capture = create()
    await start(capture)
    capture.rest()
    expect([capture.state.value, media.live, stream.getTracks()]).toEqual(['starting', [], []])
    await start(capture)
    expect([capture.state.value, media.live]).toEqual(['on', [kind]])

    await capture.turn(false)
    capture.rest()
    expect([capture.state.value, media.live]).toEqual(['off', []])
    await start(capture)
    expect([capture.state.value, media.live]).toEqual(['off', []])
  })

  test('that arrives while it rests is released, and asked for again when it is woken', async () => {
    media.holds = true
    const capture = create()
    const starting = start(capture)
    await settled()
    capture.rest()
    media.requests[0]?.grant()
    await starting
    expect([capture.state.value, media.live]).toEqual(['starting', []])
    media.holds = false
    await start(capture)
    expect([capture.state.value, media.live, media.requests.length]).toEqual(['on', [kind], 2])
  })
})
