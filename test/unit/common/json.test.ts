import { expect, test } from 'vitest'
import { isJson } from '../../../common/json.js'

const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'core'
  for (let level = 0; level < levels; level++) value = wrap(value)
  return value
}

test.each([
  ['null', null],
  ['text', 'text'],
  ['empty text', ''],
  ['true', true],
  ['zero', 0],
  ['negative', -1.5],
  ['empty object', {}],
  ['empty array', []],
  ['mixed', { type: 'candidate', label: 0, list: [1, 'two', null, { three: [] }] }],
  ['no prototype', Object.assign(Object.create(null), { a: 1 })],
  ['own __proto__', JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"toString":null}')],
])('%s is JSON', (_name, value) => {
  expect(isJson(value, 32)).toBe(true)
})

class Custom {
  value = 1
}

test.each([
  ['undefined', undefined],
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a bigint', 1n],
  ['a symbol', Symbol('s')],
  ['a function', () => {}],
  ['a buffer', Buffer.from('x')],
  ['a typed array', new Uint8Array(2)],
  ['an array buffer', new ArrayBuffer(2)],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a class instance', new Custom()],
  ['a hidden buffer', { a: [{ b: Buffer.from('x') }] }],
  ['a hidden undefined', { a: undefined }],
  ['a hidden infinity', [1, [Number.NEGATIVE_INFINITY]]],
])('%s is not JSON', (_name, value) => {
  expect(isJson(value, 32)).toBe(false)
})

test.each([
  ['arrays', (inner: unknown) => [inner]],
  ['objects', (inner: unknown) => ({ inner })],
  ['arrays behind a sibling', (inner: unknown) => [1, inner]],
])('%s may nest to the given depth and no further', (_name, wrap) => {
  expect(isJson(nested(32, wrap), 32)).toBe(true)
  expect(isJson(nested(33, wrap), 32)).toBe(false)
})

test('at depth 0 only plain values are left', () => {
  expect(isJson(1, 0)).toBe(true)
  expect(isJson([], 0)).toBe(false)
})

test('a million levels or items are answered, not stumbled over', () => {
  expect(
    isJson(
      nested(1_000_000, (inner) => [inner]),
      32,
    ),
  ).toBe(false)
  expect(isJson(Array.from({ length: 1_000_000 }).fill(1), 32)).toBe(true)
})
