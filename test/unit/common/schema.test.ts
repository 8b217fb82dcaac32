import * as v from 'valibot'
import { expect, test } from 'vitest'
import { finite, integer, notArray, readAs, textUpTo } from '../../../common/schema.js'

test('a value is read as the schema gives it, and one that does not fit not even in part', () => {
  const schema = v.object({ name: v.pipe(v.string(), v.trim()), age: v.number() })
  expect(readAs(schema, { name: ' Ann ', age: 40, more: true })).toEqual({ name: 'Ann', age: 40 })
  expect(readAs(schema, { name: ' Ann ', age: 'forty' })).toBeUndefined()
})

test.each([
  ['letters', 'x'],
  ['emoji of two units each', '😀'],
  ['halves of such', '\ud83d'],
])('the length of a text is counted in characters: %s', (_what, character) => {
  expect(v.is(textUpTo(3), character.repeat(3))).toBe(true)
  expect(v.is(textUpTo(3), character.repeat(4))).toBe(false)
  expect(v.is(textUpTo(3), character.repeat(500_000))).toBe(false)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '1', null])('%s is no number', (value) => {
  expect(v.is(finite, value)).toBe(false)
  expect(v.is(integer(), value)).toBe(false)
})

test('an integer is a safe one between its bounds', () => {
  expect([1, 2, 3, 4, 2.5].filter((value) => v.is(integer(2, 3), value))).toEqual([2, 3])
  const { MAX_SAFE_INTEGER: max, MIN_SAFE_INTEGER: min } = Number
  expect([min - 1, min, 0, max, max + 1].filter((value) => v.is(integer(), value))).toEqual([min, 0, max])
})

test('an array is neither a record nor an object without fields', () => {
  const [record, object] = [v.record(v.string(), v.unknown()), v.object({ name: v.optional(v.string()) })]
  for (const schema of [notArray(record), notArray(object)]) {
    expect(v.is(schema, [])).toBe(false)
    expect(readAs(schema, { name: 'Ann' })).toEqual({ name: 'Ann' })
  }
})
