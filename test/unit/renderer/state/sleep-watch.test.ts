import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchForSleep } from '../../../../renderer/state/sleep-watch.js'

const onAwakening = vi.fn()
let end: () => void

beforeEach(() => {
  vi.useFakeTimers()
  onAwakening.mockClear()
  end = watchForSleep(onAwakening)
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

/** Timers stand still meanwhile, and the clock does not. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('a machine that has slept is told of once, soon after', () => {
  vi.advanceTimersByTime(7_000)
  sleep(3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(onAwakening).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(60_000)
  expect(onAwakening).toHaveBeenCalledOnce()
})

test('a busy machine has not slept, nor has one whose clock was put back', () => {
  sleep(6_000)
  vi.advanceTimersByTime(5_000)
  sleep(-3_600_000)
  vi.advanceTimersByTime(60_000)
  expect(onAwakening).not.toHaveBeenCalled()
})

test('nothing is told after its end', () => {
  end()
  sleep(3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(onAwakening).not.toHaveBeenCalled()
})
