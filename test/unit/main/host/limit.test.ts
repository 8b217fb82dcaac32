import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Limit } from '../../../../main/host/limit.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const times = (count: number, use: () => boolean) => Array.from({ length: count }, use)

test('allows so many uses, and no more until the time is over', () => {
  const limit = new Limit(3, 10)
  expect(times(5, () => limit.take('ann'))).toEqual([true, true, true, false, false])
  vi.advanceTimersByTime(9_999)
  expect(limit.take('ann')).toBe(false)
  vi.advanceTimersByTime(1)
  expect(times(4, () => limit.take('ann'))).toEqual([true, true, true, false])
})

test('counts from the first use, however the others are spread', () => {
  const limit = new Limit(3, 10)
  for (let use = 0; use < 3; use++) {
    expect(limit.take('ann')).toBe(true)
    vi.advanceTimersByTime(3_000)
  }
  expect(limit.take('ann')).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(limit.take('ann')).toBe(true)
})

test('does not count what it refuses', () => {
  const limit = new Limit(1, 10)
  times(100, () => limit.take('ann'))
  vi.advanceTimersByTime(10_000)
  expect(limit.take('ann')).toBe(true)
})

test('counts for each key by itself', () => {
  const limit = new Limit(1, 10)
  expect(limit.take('ann')).toBe(true)
  vi.advanceTimersByTime(5_000)
  expect(limit.take('bob')).toBe(true)
  expect(limit.take('__proto__')).toBe(true)
  vi.advanceTimersByTime(5_000)
  expect(limit.take('ann')).toBe(true)
  expect(limit.take('bob')).toBe(false)
  expect(limit.take('__proto__')).toBe(false)
})

test('limits of the same key are independent', () => {
  const [calls, messages] = [new Limit(1, 10), new Limit(1, 10)]
  expect([calls.take('ann'), messages.take('ann'), calls.take('ann'), messages.take('ann')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('tells beforehand whether it is spent, which uses nothing', () => {
  const limit = new Limit(2, 10)
  expect([limit.isSpent('ann'), limit.take('ann'), limit.isSpent('ann'), limit.take('ann')]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect([limit.isSpent('ann'), limit.isSpent('bob')]).toEqual([true, false])
  vi.advanceTimersByTime(10_000)
  expect(limit.isSpent('ann')).toBe(false)
})
