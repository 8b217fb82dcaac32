import { expect, it } from 'vitest'
import { Histogram } from '../../../../tools/bench/histogram.js'
import { Timeline } from '../../../../tools/bench/timeline.js'

/** `count` stretches of a quarter of a second, with as many requests in each as its number modulo 10. */
function timelineOf(count: number): Timeline {
  const timeline = new Timeline()
  for (let index = 0; index < count; index++) {
    const latencies = new Histogram()
    for (let request = 0; request < index % 10; request++) latencies.add(2_000)
    timeline.add((index + 1) / 4, { latencies, connected: index, host: undefined })
  }
  return timeline
}

it('tells rate and latency of each stretch', () => {
  const { seconds, requestsPerSecond, p50, memory } = timelineOf(3).series()
  expect(seconds).toEqual([0.125, 0.375, 0.625])
  expect(requestsPerSecond).toEqual([0, 4, 8])
  expect(p50).toEqual([null, 2, 2])
  expect(memory).toEqual([null, null, null])
})

it.each([500, 1_000, 12_345])('keeps few points of %d stretches, and all requests in them', (count) => {
  const { seconds, requestsPerSecond, connected } = timelineOf(count).series()
  expect(seconds.length).toBeGreaterThan(200)
  expect(seconds.length).toBeLessThanOrEqual(480)
  expect(connected.at(-1)).toBe(count - 1)
  let from = 0
  let requests = 0
  for (const [index, middle] of seconds.entries()) {
    const length = 2 * (middle - from)
    requests += (requestsPerSecond[index] ?? 0) * length
    from += length
  }
  expect(from).toBeCloseTo(count / 4)
  expect(requests).toBeCloseTo(
    Array.from({ length: count }, (_, index) => index % 10).reduce((sum, some) => sum + some),
  )
})
