import { expect, test } from 'vitest'
import { Rate } from '../../../../../renderer/call/files/rate.js'

const MB = 1_000_000

test('tells how fast it went in the last five seconds', () => {
  const rate = new Rate()
  rate.note(0, 0)
  expect(rate.perSecond).toBeUndefined()
  for (let second = 1; second <= 20; second++) rate.note(second * MB, second * 1_000)
  expect(rate.perSecond).toBe(MB)
  for (let second = 21; second <= 26; second++) rate.note(20 * MB, second * 1_000)
  expect(rate.perSecond).toBe(0)
  expect(rate.msFor(MB)).toBeUndefined()
})

test('tells how long the rest will take', () => {
  const rate = new Rate()
  rate.note(0, 0)
  rate.note(4 * MB, 2_000)
  expect(rate.msFor(10 * MB)).toBe(5_000)
})

test('begins anew where there is less than before', () => {
  const rate = new Rate()
  rate.note(5 * MB, 0)
  rate.note(6 * MB, 2_000)
  rate.note(5 * MB, 3_000)
  expect(rate.perSecond).toBeUndefined()
})
