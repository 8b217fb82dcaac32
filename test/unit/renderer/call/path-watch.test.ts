import { signal } from '@preact/signals-core'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { NO_MEDIA } from '../../../../common/channels.js'
import { watchPaths } from '../../../../renderer/call/path-watch.js'
import type { LinkState } from '../../../../renderer/call/peer-link.js'
import type { RemotePeer } from '../../../../renderer/call/remote-peers.js'

const onLost = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  onLost.mockClear()
  onTestFinished(() => void vi.useRealTimers())
})

/** Someone with microphone and camera on, who is sent a camera's picture. */
function somebody() {
  const state = signal<LinkState>('connected')
  const media = signal({ ...NO_MEDIA, microphone: true, camera: true })
  const wake = vi.fn()
  const setParameters = vi.fn(async () => {})
  const sources: { timestamp: number }[] = []
  const pair = { local: { port: 1 }, remote: { port: 2 } }
  const transceiver = {
    receiver: {
      getSynchronizationSources: () => sources,
      transport: { iceTransport: { getSelectedCandidatePair: () => pair } },
    },
    sender: { track: {}, getParameters: () => ({ encodings: [{}] }), setParameters },
  }
  const peer = { state, media, link: { wake }, transceiver: () => transceiver } as unknown as RemotePeer
  let sending: ReturnType<typeof setInterval> | undefined
  const send = (isSending: boolean) => {
    clearInterval(sending)
    if (isSending) sending = setInterval(() => sources.splice(0, 1, { timestamp: Date.now() }), 20)
  }
  send(true)
  onTestFinished(() => send(false))
  return { peer, state, media, wake, setParameters, pair, send }
}

type Somebody = ReturnType<typeof somebody>

function watch(...people: Somebody[]): () => void {
  const end = watchPaths(signal(people.map(({ peer }) => peer)), onLost)
  onTestFinished(end)
  return end
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const WHOLE = { encodingOptions: [{ keyFrame: true }] }

describe('somebody who sends and is heard no more', () => {
  test('has a path looked for within two seconds, and twice again, and the host is asked once', async () => {
    const ann = somebody()
    watch(ann)
    await pass(5_000)
    expect([ann.wake, onLost].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
    ann.send(false)
    await pass(2_000)
    expect([ann.wake, onLost].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    await pass(60_000)
    expect(ann.wake).toHaveBeenCalledTimes(3)
    expect(onLost).toHaveBeenCalledOnce()
  })

  test('is another sign once they were heard meanwhile', async () => {
    const ann = somebody()
    watch(ann)
    for (let time = 0; time < 2; time++) {
      await pass(1_000)
      ann.send(false)
      await pass(2_000)
      ann.send(true)
    }
    expect(onLost).toHaveBeenCalledTimes(2)
  })

  test('says nothing of the others', async () => {
    const [ann, cem] = [somebody(), somebody()]
    watch(ann, cem)
    await pass(1_000)
    ann.send(false)
    await pass(2_000)
    expect(ann.wake).toHaveBeenCalledOnce()
    expect(cem.wake).not.toHaveBeenCalled()
  })
})

test('silence of whoever sends nothing, or has sent nothing yet, is no sign', async () => {
  const [muted, late] = [somebody(), somebody()]
  late.send(false)
  watch(muted, late)
  await pass(1_000)
  muted.media.value = NO_MEDIA
  muted.send(false)
  await pass(20_000)
  for (const { wake } of [muted, late]) expect(wake).not.toHaveBeenCalled()
  expect(onLost).not.toHaveBeenCalled()
})

test('a pause of a second is no sign, nor a clock that is put forward', async () => {
  const ann = somebody()
  watch(ann)
  await pass(1_000)
  ann.send(false)
  await pass(1_000)
  ann.send(true)
  await pass(1_000)
  vi.setSystemTime(Date.now() + 3_600_000)
  await pass(1_000)
  expect(ann.wake).not.toHaveBeenCalled()
})

test('a link that is interrupted has the host asked, whatever is sent, and is left to repair itself', async () => {
  const ann = somebody()
  ann.media.value = NO_MEDIA
  ann.send(false)
  watch(ann)
  await pass(1_000)
  ann.state.value = 'interrupted'
  await pass(10_000)
  expect(onLost).toHaveBeenCalledOnce()
  expect(ann.wake).not.toHaveBeenCalled()
})

describe('whole pictures are sent', () => {
  test('once somebody is heard again', async () => {
    const ann = somebody()
    watch(ann)
    await pass(1_000)
    ann.send(false)
    await pass(3_000)
    expect(ann.setParameters).not.toHaveBeenCalled()
    ann.send(true)
    await pass(1_000)
    // The camera's and the screen's.
    expect(ann.setParameters.mock.calls).toEqual([0, 1].map(() => [{ encodings: [{}] }, WHOLE]))
  })

  test('once a link is connected again to somebody who sends nothing', async () => {
    const ann = somebody()
    ann.media.value = NO_MEDIA
    ann.send(false)
    watch(ann)
    ann.state.value = 'interrupted'
    await pass(1_000)
    ann.state.value = 'connected'
    await pass(1_000)
    expect(ann.setParameters).toHaveBeenCalledTimes(2)
  })

  test('over another path, and not over the first one', async () => {
    const ann = somebody()
    watch(ann)
    await pass(1_000)
    expect(ann.setParameters).not.toHaveBeenCalled()
    ann.pair.local = { port: 3 }
    await pass(1_000)
    expect(ann.setParameters).toHaveBeenCalledTimes(2)
  })
})

test('nothing is looked at after the end', async () => {
  const ann = somebody()
  const end = watch(ann)
  await pass(1_000)
  end()
  ann.send(false)
  await pass(10_000)
  expect(ann.wake).not.toHaveBeenCalled()
})
