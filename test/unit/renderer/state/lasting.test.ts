import { signal } from '@preact/signals'
import { beforeEach, expect, test, vi } from 'vitest'
import { lasting } from '../../../../renderer/state/lasting.js'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

test('what is true for a moment alone does not last', () => {
  const source = signal(true)
  const lasts = lasting(source, 100)
  vi.advanceTimersByTime(99)
  source.value = false
  vi.advanceTimersByTime(1_000)
  expect(lasts.value).toBe(false)
})

test('what stays true lasts, until it no longer is; then time runs anew', () => {
  const source = signal(false)
  const lasts = lasting(source, 100)
  vi.advanceTimersByTime(1_000)
  expect(lasts.value).toBe(false)
  source.value = true
  vi.advanceTimersByTime(100)
  expect(lasts.value).toBe(true)
  source.value = false
  expect(lasts.value).toBe(false)
  source.value = true
  vi.advanceTimersByTime(99)
  expect(lasts.value).toBe(false)
  vi.advanceTimersByTime(1)
  expect(lasts.value).toBe(true)
})
