import { setImmediate as settled } from 'node:timers/promises'
import { batch, signal } from '@preact/signals-core'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Want } from '../../../../../common/channels.js'
import type { Outgoing } from '../../../../../renderer/call/outgoing.js'
import type { LinkState } from '../../../../../renderer/call/peer-link.js'
import type { RemotePeer } from '../../../../../renderer/call/remote-peers.js'
import type { Flow, LinkStats } from '../../../../../renderer/call/stats/link-stats.js'
import type { StatsWatch, WatchedLink } from '../../../../../renderer/call/stats/stats-watch.js'
import { NO_TRACKS, type Source } from '../../../../../renderer/call/transceivers.js'
import { Tuning } from '../../../../../renderer/call/tuning/tuning.js'
import type { ScreenHint } from '../../../../../renderer/call/uplink.js'

type Encoding = RTCRtpEncodingParameters & { codec?: RTCRtpCodec }
const CODECS = ['video/VP8', 'video/H264'].map((mimeType, payloadType) => ({
  mimeType,
  clockRate: 90_000,
  payloadType,
}))

class FakeSender {
  encoding: Encoding = { active: true }
  degradationPreference: RTCDegradationPreference | undefined
  knowsPreferences = true
  refuses = false

  getParameters = () => ({
    ...{ encodings: [structuredClone(this.encoding)], codecs: CODECS },
    ...(this.degradationPreference && { degradationPreference: this.degradationPreference }),
  })
  setParameters = vi.fn(async (parameters: RTCRtpSendParameters) => {
    await settled()
    if (this.refuses) throw new DOMException('Not now.', 'InvalidStateError')
    const [encoding] = parameters.encodings
    if (encoding) this.encoding = encoding
    if (this.knowsPreferences) this.degradationPreference = parameters.degradationPreference
  })
}

const track = (width: number, height: number, stats?: { deliveredFrames: number }) =>
  ({ contentHint: 'detail', getSettings: () => ({ width, height }), stats }) as unknown as MediaStreamTrack
const tracks = signal(NO_TRACKS)
const quality = signal('auto')
const hint = signal<ScreenHint>('detail')
const outgoing = { tracks, quality, screen: { hint } } as unknown as Outgoing
const peers = signal<readonly RemotePeer[]>([])
const links = new Map<RemotePeer, Pick<WatchedLink, 'readings' | 'isPoor' | 'isPoorOut'>>()
const watch = { look: () => () => {}, linkTo: (peer: RemotePeer) => links.get(peer) } as unknown as StatsWatch
/** Codecs that the machine encodes in hardware. */
let inHardware: string[] = []

beforeEach(() => {
  tracks.value = { ...NO_TRACKS, camera: track(1280, 720) }
  quality.value = 'auto'
  peers.value = []
  inHardware = []
  const encodingInfo = async ({ video }: MediaEncodingConfiguration) => {
    const isFast = inHardware.includes(video?.contentType ?? '')
    return { supported: true, smooth: isFast, powerEfficient: isFast }
  }
  vi.stubGlobal('navigator', { mediaCapabilities: { encodingInfo } })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
})

function person(id: string) {
  const wanted = signal<Want | undefined>(undefined)
  const state = signal<LinkState>('connected')
  const senders = { microphone: new FakeSender(), camera: new FakeSender(), screen: new FakeSender() }
  const receiver: { jitterBufferTarget: number | null } = { jitterBufferTarget: null }
  const peer = {
    ...{ id, state, control: { wanted } },
    transceiver: (source: Source) => ({ sender: senders[source as keyof typeof senders], receiver }),
  } as unknown as RemotePeer
  const link = { readings: signal<readonly LinkStats[]>([]), isPoor: signal(false), isPoorOut: signal(false) }
  links.set(peer, link)
  return { peer, wanted, state, senders, receiver, ...link }
}

function tune(...people: { peer: RemotePeer }[]) {
  peers.value = people.map(({ peer }) => peer)
  const tuning = new Tuning(peers, outgoing, watch)
  onTestFinished(() => tuning.stop())
}

const done = async () => {
  for (let turn = 0; turn < 10; turn++) await settled()
}
const sent = (flow: Flow): LinkStats => ({ atMs: 1, sent: { camera: flow, screen: flow }, received: {} })

describe('what is sent', () => {
  test('follows quality and people, those who come later too, and sound goes first', async () => {
    const [ann, bob, cem] = [person('ann'), person('bob'), person('cem')]
    tune(ann)
    await done()
    expect(ann.senders.camera.encoding).toMatchObject({ maxBitrate: 4_000_000, scaleResolutionDownBy: 1 })
    expect(ann.senders.microphone.encoding).toMatchObject({ priority: 'high', networkPriority: 'high' })
    peers.value = [ann, bob, cem].map(({ peer }) => peer)
    await done()
    const bitrates = [ann, bob, cem].map(({ senders }) => senders.camera.encoding.maxBitrate)
    expect(Math.max(...bitrates.map(Number))).toBeLessThanOrEqual(4_000_000)
    expect(Math.min(...bitrates.map(Number))).toBeLessThan(4_000_000)
    peers.value = [cem.peer]
    quality.value = 'saving'
    await done()
    expect(cem.senders.camera.encoding).toMatchObject({
      maxBitrate: 500_000,
      maxFramerate: 15,
      scaleResolutionDownBy: 2,
    })
  })

  test('keeps moving where it is a camera or a film, and sharp where it is text', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0)
    const captured = { deliveredFrames: 0 }
    const [paused, ann] = [person('paused'), person('ann')]
    paused.wanted.value = { camera: 0, screen: 0 }
    tracks.value = { ...tracks.value, screen: track(1920, 1080, captured) }
    tune(paused, ann)
    await done()
    const { camera, screen } = ann.senders
    const preferred = () => [camera, screen].map((it) => it.degradationPreference)
    expect(preferred()).toEqual(['maintain-framerate', 'maintain-resolution'])
    expect(screen.encoding.maxFramerate).toBeLessThan(20)
    const goOn = async (framesPerSecond: number) => {
      now.mockReturnValue(performance.now() + 5_000)
      captured.deliveredFrames += 5 * framesPerSecond
      // No more is sent than the encoding lets through.
      ann.readings.value = [sent({ framesPerSecond: Math.min(framesPerSecond, screen.encoding.maxFramerate ?? 0) })]
      await done()
    }
    await goOn(25)
    await goOn(25)
    expect(preferred()).toEqual(['maintain-framerate', 'maintain-framerate'])
    expect(screen.encoding).toMatchObject({ maxFramerate: 30, scaleResolutionDownBy: 1.5 })
    expect([tracks.value.screen?.contentHint, hint.value]).toEqual(['motion', 'motion'])
    await goOn(1)
    await goOn(1)
    expect(preferred()).toEqual(['maintain-framerate', 'maintain-resolution'])
    expect(screen.encoding).toMatchObject({ scaleResolutionDownBy: 1 })
    expect([tracks.value.screen?.contentHint, hint.value]).toEqual(['detail', 'detail'])
  })

  test('is not set again and again in a browser that knows no such preference', async () => {
    const ann = person('ann')
    ann.senders.camera.knowsPreferences = false
    tune(ann)
    await done()
    expect(ann.senders.camera.setParameters).toHaveBeenCalledOnce()
    ann.isPoorOut.value = true
    ann.isPoorOut.value = false
    await done()
    const count = ann.senders.camera.setParameters.mock.calls.length
    peers.value = [...peers.value]
    await done()
    expect(ann.senders.camera.setParameters).toHaveBeenCalledTimes(count)
  })

  test('to whoever shows nothing is paused, and goes on when they show it', async () => {
    const ann = person('ann')
    tune(ann)
    ann.wanted.value = { camera: 0, screen: 0 }
    await done()
    expect(ann.senders.camera.encoding.active).toBe(false)
    ann.wanted.value = { camera: 360, screen: 0 }
    await done()
    expect(ann.senders.camera.encoding).toMatchObject({ active: true, scaleResolutionDownBy: 2 })
  })

  test('from one with no camera stays as it was, and two who share at once get both screens', async () => {
    const ann = person('ann')
    tracks.value = { ...NO_TRACKS, screen: track(1920, 1080) }
    tune(ann)
    await done()
    expect(ann.senders.camera.setParameters).not.toHaveBeenCalled()
    expect(ann.senders.screen.encoding).toMatchObject({ active: true, maxBitrate: 20_000_000 })
    tracks.value = { ...NO_TRACKS, screen: track(1920, 1080), camera: track(1280, 720) }
    await done()
    const { camera, screen } = ann.senders
    expect(Number(camera.encoding.maxBitrate) + Number(screen.encoding.maxBitrate)).toBeLessThanOrEqual(24_000_000)
  })

  test('is less to whom the connection is poor, and to all where encoders need too much of the processor', async () => {
    const [ann, bob] = [person('ann'), person('bob')]
    tune(ann, bob)
    ann.isPoorOut.value = true
    await done()
    expect(ann.senders.camera.encoding.maxBitrate).toBe(500_000)
    expect(bob.senders.camera.encoding.maxBitrate).toBe(4_000_000)
    for (let reading = 0; reading < 3; reading++) {
      ann.readings.value = [sent({})]
      bob.readings.value = [sent({ limitedBy: 'cpu' })]
      ann.readings.value = [sent({})]
    }
    await done()
    expect(Number(bob.senders.camera.encoding.maxBitrate)).toBeLessThan(4_000_000)
  })

  test('is as much as ever where only what comes in gets through poorly', async () => {
    const ann = person('ann')
    tune(ann)
    ann.isPoor.value = true
    await done()
    expect(ann.senders.camera.encoding).toMatchObject({ maxBitrate: 4_000_000, maxFramerate: 30 })
  })

  test('waits for a link that is not connected, and a refusal leaves it as it was', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const ann = person('ann')
    ann.state.value = 'connecting'
    tune(ann)
    await done()
    expect(ann.senders.camera.setParameters).not.toHaveBeenCalled()
    ann.senders.camera.refuses = true
    ann.state.value = 'connected'
    await done()
    expect(ann.senders.camera.encoding).toEqual({ active: true })
    ann.senders.camera.refuses = false
    batch(() => (quality.value = 'saving'))
    await done()
    expect(ann.senders.camera.encoding.maxBitrate).toBe(500_000)
  })
})

describe('the codec', () => {
  test('is the one that the machine encodes in hardware', async () => {
    inHardware = ['video/H264']
    const ann = person('ann')
    tune(ann)
    await done()
    expect(ann.senders.camera.encoding.codec).toMatchObject({ mimeType: 'video/H264' })
  })

  test('stays as negotiated where none is, or where the other side has no such one', async () => {
    const ann = person('ann')
    tune(ann)
    await done()
    expect(ann.senders.camera.encoding).not.toHaveProperty('codec')
    inHardware = ['video/AV1']
    const bob = person('bob')
    tune(bob)
    await done()
    expect(bob.senders.camera.encoding).not.toHaveProperty('codec')
  })
})

test('a codec that turns out to be too much for the processor gives way to VP8, on that link alone', async () => {
  inHardware = ['video/H264']
  const [ann, bob] = [person('ann'), person('bob')]
  tune(ann, bob)
  await done()
  const codecs = () => [ann, bob].map(({ senders }) => senders.camera.encoding.codec?.mimeType)
  const slow: Flow = { limitedBy: 'cpu', codec: 'H264', isInHardware: false }
  for (const atMs of [5_000, 10_000, 15_000]) ann.readings.value = [{ ...sent(slow), atMs }]
  await done()
  expect(codecs()).toEqual(['video/H264', 'video/H264'])
  ann.readings.value = [{ ...sent(slow), atMs: 20_000 }]
  await done()
  expect(codecs()).toEqual(['video/VP8', 'video/H264'])
})

describe('what is received', () => {
  test('is played at once where it comes evenly, and waits as long as the browser thinks where it does not', () => {
    const ann = person('ann')
    tune(ann)
    const heard = (jitterMs: number): LinkStats => ({ atMs: 1, sent: {}, received: { microphone: { jitterMs } } })
    ann.readings.value = [heard(2)]
    expect(ann.receiver.jitterBufferTarget).toBe(0)
    ann.readings.value = [heard(25)]
    expect(ann.receiver.jitterBufferTarget).toBeNull()
    ann.readings.value = [heard(2)]
    ann.isPoor.value = true
    expect(ann.receiver.jitterBufferTarget).toBeNull()
  })
})
