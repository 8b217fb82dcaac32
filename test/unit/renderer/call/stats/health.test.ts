import { expect, test } from 'vitest'
import { HEALTHY, type Health, judge, judgeWayOut, lossOf } from '../../../../../renderer/call/stats/health.js'
import type { LinkStats } from '../../../../../renderer/call/stats/link-stats.js'

const stats = (change: Partial<LinkStats>): LinkStats => ({ atMs: 1, sent: {}, received: {}, ...change })
const GOOD = stats({ roundTripMs: 2, received: { microphone: { packets: 250, lossRatio: 0, jitterMs: 1 } } })
const LOSSY = stats({ received: { microphone: { packets: 250, lossRatio: 0.05 } } })

const saidBy = (judge: (before: Health, stats: LinkStats) => Health, ...all: LinkStats[]) => {
  let health: Health = HEALTHY
  return all.map((each) => {
    health = judge(health, each)
    return health.isPoor
  })
}
const saysAfter = (...all: LinkStats[]) => saidBy(judge, ...all)

test('a connection is poor from the second bad reading in a row, and good from the second good one', () => {
  expect(saysAfter(LOSSY, LOSSY, LOSSY, GOOD, GOOD, GOOD)).toEqual([false, true, true, true, false, false])
  expect(saysAfter(LOSSY, GOOD, LOSSY, GOOD, LOSSY)).toEqual([false, false, false, false, false])
  expect(saysAfter(LOSSY, LOSSY, GOOD, LOSSY, GOOD)).toEqual([false, true, true, true, true])
})

test.each([
  ['loss of what comes in', LOSSY],
  ['loss of what goes out', stats({ sent: { camera: { packets: 400, lossRatio: 0.06 } } })],
  ['a long round trip', stats({ roundTripMs: 320 })],
  ['jitter of sound', stats({ received: { microphone: { packets: 250, jitterMs: 45 } } })],
])('%s makes it poor', (_, bad) => {
  expect(saysAfter(bad, bad)).toEqual([false, true])
})

test.each([
  ['a connection as a LAN has', GOOD],
  ['jitter of a picture, whose packets are spread on purpose', stats({ received: { camera: { jitterMs: 80 } } })],
  ['one lost of a handful of packets', stats({ received: { camera: { packets: 10, lossRatio: 0.2 } } })],
  ['a link on which nothing moves', stats({})],
])('%s does not', (_, fine) => {
  expect(saysAfter(fine, fine, fine)).toEqual([false, false, false])
})

test.each([
  ['loss of what goes out', stats({ sent: { camera: { packets: 400, lossRatio: 0.06 } } })],
  ['jitter of sound that goes out', stats({ sent: { microphone: { packets: 250, jitterMs: 45 } } })],
  ['a long round trip', stats({ roundTripMs: 320 })],
])('%s makes the way out poor', (_, bad) => {
  expect(saidBy(judgeWayOut, bad, bad)).toEqual([false, true])
})

test.each([
  ['loss', LOSSY],
  ['jitter', stats({ received: { microphone: { packets: 250, jitterMs: 45 } } })],
])('%s of what comes in does not', (_, bad) => {
  expect(saidBy(judgeWayOut, bad, bad)).toEqual([false, false])
})

test('the loss of all tracks together weighs each by its packets', () => {
  const camera = { packets: 300, lossRatio: 0 }
  expect(lossOf({ camera, microphone: { packets: 100, lossRatio: 0.08 } })).toBeCloseTo(0.02)
})
