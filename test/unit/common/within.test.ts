import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { within } from '../../../common/within.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const later = (ms: number, settle: () => unknown) =>
  new Promise((resolve) => setTimeout(resolve, ms)).then(() => settle())

test('what comes in time is given, and no timer is left', async () => {
  const result = within(
    later(10, () => 'here'),
    20,
  )
  await vi.advanceTimersByTimeAsync(10)
  expect(await result).toBe('here')
  expect(vi.getTimerCount()).toBe(0)
})

test('what takes longer is not waited for, and may fail later', async () => {
  const result = within(
    later(30, () => Promise.reject(new Error('late'))),
    20,
  )
  await vi.advanceTimersByTimeAsync(20)
  expect(await result).toBeUndefined()
  await vi.advanceTimersByTimeAsync(10)
})

test('what fails in time is told', async () => {
  const result = expect(
    within(
      later(10, () => Promise.reject(new Error('broken'))),
      20,
    ),
  ).rejects.toThrow('broken')
  await vi.advanceTimersByTimeAsync(10)
  await result
})
