import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLimit } from '../../../main/server/limits.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const times = (count: number, use: () => boolean) => Array.from({ length: count }, use)

test('allows so many uses, and no more until the time is over', () => {
  const limit = createLimit(3, 10)
  expect(times(5, () => limit('ann'))).toEqual([true, true, true, false, false])
  vi.advanceTimersByTime(9_999)
  expect(limit('ann')).toBe(false)
  vi.advanceTimersByTime(1)
  expect(times(4, () => limit('ann'))).toEqual([true, true, true, false])
})

test('counts from the first use, however the others are spread', () => {
  const limit = createLimit(3, 10)
  for (let use = 0; use < 3; use++) {
    expect(limit('ann')).toBe(true)
    vi.advanceTimersByTime(3_000)
  }
  expect(limit('ann')).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(limit('ann')).toBe(true)
})

test('does not count what it refuses', () => {
  const limit = createLimit(1, 10)
  times(100, () => limit('ann'))
  vi.advanceTimersByTime(10_000)
  expect(limit('ann')).toBe(true)
})

test('counts for each key by itself', () => {
  const limit = createLimit(1, 10)
  expect(limit('ann')).toBe(true)
  vi.advanceTimersByTime(5_000)
  expect(limit('bob')).toBe(true)
  expect(limit('__proto__')).toBe(true)
  vi.advanceTimersByTime(5_000)
  expect(limit('ann')).toBe(true)
  expect(limit('bob')).toBe(false)
  expect(limit('__proto__')).toBe(false)
})

test('limits of the same key are independent', () => {
  const [calls, messages] = [createLimit(1, 10), createLimit(1, 10)]
  expect([calls('ann'), messages('ann'), calls('ann'), messages('ann')]).toEqual([true, true, false, false])
})
