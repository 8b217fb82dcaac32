import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HeldKeys } from '../../../../main/app/held-keys.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What comes of keys that the system tells of after each of these pauses, in milliseconds. */
function heard(...pauses: number[]): string[] {
  const events: string[] = []
  const keys = new HeldKeys(
    () => events.push('press'),
    () => events.push('let go'),
  )
  for (const pause of pauses) {
    vi.advanceTimersByTime(pause)
    keys.press()
    events.push('told')
  }
  vi.advanceTimersByTime(1_000)
  return events
}

test('a press counts at once', () => {
  expect(heard(0)).toEqual(['press', 'told'])
  expect(heard(0, 2_000)).toEqual(['press', 'told', 'press', 'told'])
})

test('a second press that comes soon counts too, once it is no repeat', () => {
  expect(heard(0, 400)).toEqual(['press', 'told', 'told', 'press'])
  expect(heard(0, 100)).toEqual(['press', 'told', 'told', 'press'])
  expect(heard(0, 400, 400)).toEqual(['press', 'told', 'told', 'press', 'told', 'press'])
})

test.each([
  ['Windows by default', 500, 33],
  ['X11 by default', 660, 40],
  ['the longest pause and the slowest repeat but one', 1_000, 200],
])('keys that are held count as one press, and are let go when no repeat comes any more: %s', (_what, first, next) => {
  const repeats = Array.from({ length: 20 }, () => next)
  expect(heard(0, first, ...repeats).filter((event) => event !== 'told')).toEqual(['press', 'let go'])
})

test('the press after keys were held counts at once', () => {
  expect(heard(0, 500, 33, 33, 300).filter((event) => event !== 'told')).toEqual(['press', 'let go', 'press'])
})
