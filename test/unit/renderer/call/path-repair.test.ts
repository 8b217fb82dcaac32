import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PathRepair } from '../../../../renderer/call/path-repair.js'

const onUnreachable = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  onUnreachable.mockClear()
})
afterEach(() => void vi.useRealTimers())

test('whoever is not reached for eight seconds is said to be unreachable, once', () => {
  const repair = new PathRepair(() => {}, onUnreachable)
  repair.begin()
  vi.advanceTimersByTime(7_999)
  expect(onUnreachable).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(onUnreachable).toHaveBeenCalledOnce()
  repair.rest()
})

test('the time that a machine slept counts for nothing', () => {
  const repair = new PathRepair(() => {}, onUnreachable)
  repair.begin()
  vi.advanceTimersByTime(1_000)
  // Timers stand still meanwhile, and the clock does not.
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(7_000)
  expect(onUnreachable).not.toHaveBeenCalled()
  vi.advanceTimersByTime(8_000)
  expect(onUnreachable).toHaveBeenCalledOnce()
  repair.rest()
})
