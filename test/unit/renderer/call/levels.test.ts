import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  everyLook,
  LEVEL_EVERY_MS,
  microphoneLevel,
  onScale,
  receivedLevel,
  trackLevel,
  watchLevel,
} from '../../../../renderer/call/levels.js'
import { FakeTrack, stubMedia } from '../../../helpers/fake-media.js'

/** What analysers hear. */
let loudness = 0
const contexts: FakeContext[] = []

class FakeContext {
  state = 'running'
  sources = 0

  constructor() {
    contexts.push(this)
  }

  createMediaStreamSource(): { connect(): void; disconnect(): void } {
    this.sources++
    return { connect: () => {}, disconnect: () => void this.sources-- }
  }

  async close(): Promise<void> {
    this.state = 'closed'
  }
}

class FakeAnalyser {
  constructor(readonly context: FakeContext) {}

  getFloatTimeDomainData(samples: Float32Array): void {
    samples.forEach((_sample, index) => {
      samples[index] = index % 2 === 0 ? loudness : -loudness
    })
  }
}

const trackOf = (fake: FakeTrack) => fake as unknown as MediaStreamTrack
const open = () => contexts.filter(({ state }) => state !== 'closed')

beforeEach(() => {
  vi.useFakeTimers()
  stubMedia()
  vi.stubGlobal('AudioContext', FakeContext)
  vi.stubGlobal('AnalyserNode', FakeAnalyser)
  loudness = 0.25
})

afterEach(() => {
  expect(open()).toEqual([])
  contexts.length = 0
  vi.useRealTimers()
})

describe('the level of a track', () => {
  test('is the root mean square of its samples', () => {
    const level = trackLevel(trackOf(new FakeTrack('audio')))
    expect(level.read()).toBeCloseTo(0.25)
    level.close()
  })

  test('is 0, and nothing is measured, before somebody has touched the page', () => {
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } })
    const level = trackLevel(trackOf(new FakeTrack('audio')))
    expect(level.read()).toBe(0)
    expect(contexts).toEqual([])
  })

  test('shares one context with others, which is closed with the last of them', () => {
    const [one, other] = [trackLevel(trackOf(new FakeTrack('audio'))), trackLevel(trackOf(new FakeTrack('audio')))]
    one.read()
    other.read()
    one.close()
    one.close()
    expect(contexts).toHaveLength(1)
    expect(open()).toHaveLength(1)
    expect(other.read()).toBeCloseTo(0.25)
    other.close()
    expect(contexts.map(({ sources }) => sources)).toEqual([0])
  })

  test('closes with the track', () => {
    const track = new FakeTrack('audio')
    const level = trackLevel(trackOf(track))
    level.read()
    track.stop()
    expect(level.read()).toBe(0)
    expect(open()).toEqual([])
  })
})

describe('the level of a microphone', () => {
  test('is measured on a clone that is enabled while the track is muted, and stopped on closing', () => {
    const track = new FakeTrack('audio')
    track.enabled = false
    const level = microphoneLevel(trackOf(track))
    const [clone] = track.clones
    expect(clone?.enabled).toBe(true)
    expect(track.enabled).toBe(false)
    expect(level.read()).toBeCloseTo(0.25)
    level.close()
    expect(clone?.readyState).toBe('ended')
    expect(track.readyState).toBe('live')
  })
})

describe('what is received', () => {
  const receiverOf = (source: () => Partial<RTCRtpSynchronizationSource> | undefined) =>
    ({
      track: new FakeTrack('audio'),
      getSynchronizationSources: () => [source()].filter((it) => it !== undefined),
    }) as unknown as RTCRtpReceiver

  test('has the level that its packets tell', () => {
    let timestamp = 0
    const level = receivedLevel(receiverOf(() => ({ audioLevel: 0.5, timestamp: timestamp++ })))
    expect([level.read(), level.read()]).toEqual([0.5, 0.5])
    expect(contexts).toEqual([])
  })

  test('is silent once no more packets come', () => {
    const level = receivedLevel(receiverOf(() => ({ audioLevel: 0.5, timestamp: 1 })))
    expect([1, 2, 3, 4, 5].map(() => level.read())).toEqual([0.5, 0.5, 0.5, 0, 0])
  })

  test('is silent before the first one', () => {
    expect(receivedLevel(receiverOf(() => undefined)).read()).toBe(0)
  })

  test('is measured by the page where the browser tells no level', () => {
    const level = receivedLevel(receiverOf(() => ({ timestamp: 1 })))
    expect(level.read()).toBeCloseTo(0.25)
    level.close()
  })
})

test('everyone who looks shares one timer, which is gone with the last of them', () => {
  const looks: string[] = []
  const stopOne = everyLook(() => looks.push('one'))
  const stopOther = watchLevel({ read: () => 0.5, close: () => looks.push('closed') }, (level) =>
    looks.push(`${level}`),
  )
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(LEVEL_EVERY_MS)
  expect(looks).toEqual(['one', '0.5'])
  stopOne()
  vi.advanceTimersByTime(LEVEL_EVERY_MS)
  stopOther()
  expect(looks).toEqual(['one', '0.5', '0.5', 'closed'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a scale goes by decibels, from a quiet room to full scale', () => {
  expect([0, 0.001, 0.0316, 1, 2].map((level) => Number(onScale(level).toFixed(2)))).toEqual([0, 0, 0.5, 1, 1])
})
