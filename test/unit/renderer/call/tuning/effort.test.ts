import { expect, test } from 'vitest'
import type { Flow } from '../../../../../renderer/call/stats/link-stats.js'
import { effortAfter, NO_EFFORT } from '../../../../../renderer/call/tuning/effort.js'

const SLOW: Flow = { limitedBy: 'cpu', codec: 'VP9', isInHardware: false }
const EASY: Flow = { codec: 'VP9', isInHardware: false }

/** Whether the least effort is made after readings of five seconds each. */
const isLeastAfter = (flows: readonly Flow[], source = 'camera') =>
  flows.reduce(
    (effort, flow, index) => effortAfter(effort, { atMs: 5_000 * index, sent: { [source]: flow }, received: {} }),
    NO_EFFORT,
  ).isLeast

test('a codec in software that the processor is too slow for gives way after a while', () => {
  expect(isLeastAfter([SLOW, SLOW, SLOW])).toBe(false)
  expect(isLeastAfter([SLOW, SLOW, SLOW, SLOW])).toBe(true)
  expect(isLeastAfter([SLOW, SLOW, SLOW, SLOW], 'screen')).toBe(true)
})

test('a moment in which it was enough begins the while anew', () => {
  expect(isLeastAfter([SLOW, SLOW, EASY, SLOW, SLOW])).toBe(false)
  expect(isLeastAfter([SLOW, SLOW, EASY, SLOW, SLOW, SLOW, SLOW])).toBe(true)
})

test('what was changed once stays', () => {
  const slow = [SLOW, SLOW, SLOW, SLOW]
  expect(isLeastAfter([...slow, EASY, EASY])).toBe(true)
  expect(isLeastAfter([...slow, { ...SLOW, codec: 'VP8' }])).toBe(true)
})

test.each<[string, Flow]>([
  ['VP8, which takes the least', { ...SLOW, codec: 'VP8' }],
  ['an encoder in hardware', { ...SLOW, isInHardware: true }],
  ['an encoder that does not say what it is', { limitedBy: 'cpu', codec: 'VP9' }],
  ['one that the network limits', { ...SLOW, limitedBy: 'bandwidth' }],
])('%s stays', (_, flow) => {
  expect(isLeastAfter(Array.from({ length: 20 }, () => flow))).toBe(false)
})

test('readings that follow each other faster make no while shorter, and none at all changes nothing', () => {
  const at = (atMs: number) => ({ atMs, sent: { camera: SLOW }, received: {} })
  const often = Array.from({ length: 10 }, (_, second) => at(1_000 * second))
  expect(often.reduce(effortAfter, NO_EFFORT).isLeast).toBe(false)
  expect(effortAfter(NO_EFFORT, undefined)).toEqual(NO_EFFORT)
})
