import { signal } from '@preact/signals-core'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import type { LinkReport } from '../../../../renderer/call/stats/link-stats.js'
import { watchPictures } from '../../../../renderer/ui/PictureWatch.js'
import { reportOf } from '../../../helpers/recorded-stats.js'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
})

/** A person whose camera is decoded at 25 frames a second, and shown at so many. */
function person(id: string, shownPerSecond: number) {
  const [stream, screen] = [{} as MediaStream, {} as MediaStream]
  const seconds = () => performance.now() / 1_000
  const video = {
    srcObject: stream,
    paused: false,
    getBoundingClientRect: () => ({ top: 0, bottom: 360, left: 0, right: 640 }),
    getVideoPlaybackQuality: () => ({ totalVideoFrames: 1 + Math.floor(shownPerSecond * seconds()) }),
  }
  const report = vi.fn(async (): Promise<LinkReport | undefined> => {
    const framesDecoded = Math.floor(25 * seconds())
    return reportOf([{ type: 'inbound-rtp', id: 'in', timestamp: 1, mid: '1', framesDecoded }])
  })
  const renew = vi.fn()
  const peer = { id, stream, screen, state: signal('connected'), report, renew } as unknown as RemotePeer
  return { peer, video, report, renew }
}

function watch(...people: ReturnType<typeof person>[]) {
  const videos = people.map(({ video }) => video)
  vi.stubGlobal('document', { querySelectorAll: () => videos, visibilityState: 'visible' })
  vi.stubGlobal('innerWidth', 1280)
  vi.stubGlobal('innerHeight', 800)
  onTestFinished(watchPictures(signal(people.map(({ peer }) => peer))))
}

test('no statistics are read of pictures that move, and one that does not show gets a new link', async () => {
  const [moving, frozen] = [person('ann', 25), person('bob', 0)]
  watch(moving, frozen)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(moving.report).not.toHaveBeenCalled()
  expect(moving.renew).not.toHaveBeenCalled()
  expect(frozen.report).toHaveBeenCalledTimes(2)
  expect(frozen.renew).toHaveBeenCalledOnce()
})

test('a browser that does not answer is asked again', async () => {
  const frozen = person('bob', 0)
  frozen.report.mockImplementationOnce(() => new Promise(() => undefined))
  watch(frozen)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(frozen.renew).toHaveBeenCalled()
})

test('the browser is to tell of one frame a look, for each of which it draws the page anew', async () => {
  const moving = person('ann', 25)
  const requestVideoFrameCallback = vi.fn((tell: () => void) => void setTimeout(tell, 40))
  watch({ ...moving, video: { ...moving.video, requestVideoFrameCallback } as typeof moving.video })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(requestVideoFrameCallback).toHaveBeenCalledTimes(10)
  expect(moving.report).not.toHaveBeenCalled()
})

test('where the browser counts frames that it does not show, what it tells of counts', async () => {
  const frozen = person('bob', 0)
  const asked: (() => void)[] = []
  const requestVideoFrameCallback = (tell: () => void) => void asked.push(tell)
  watch({ ...frozen, video: { ...frozen.video, requestVideoFrameCallback } as typeof frozen.video })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toHaveLength(1)
  expect(frozen.renew).toHaveBeenCalledOnce()
})
