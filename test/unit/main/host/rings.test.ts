import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RoomName } from '../../../../common/protocol.js'
import { isDirectRoom, MemoryRings, type Ring } from '../../../../main/host/rings.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const RING_MS = 1_000

function start() {
  const onUnanswered = vi.fn()
  const rings = new MemoryRings(RING_MS, onUnanswered)
  return { rings, onUnanswered, ring: begin(rings, 'ann', 'bob', { audioOnly: true }) }
}

function begin(rings: MemoryRings, ...ring: Parameters<MemoryRings['start']>): Ring {
  const begun = rings.start(...ring)
  if (!begun) throw new Error('One of them was in a ring.')
  return begun
}

test('a ring is that of both, and of nobody else', () => {
  const { rings, ring } = start()
  expect(ring).toMatchObject({ caller: 'ann', callee: 'bob', audioOnly: true })
  expect(rings.of('ann')).toBe(ring)
  expect(rings.of('bob')).toBe(ring)
  expect(rings.of('cem')).toBeUndefined()
  expect(rings.of('__proto__')).toBeUndefined()
})

test('it ends by itself when nobody ended it, and says so once', () => {
  const { rings, ring, onUnanswered } = start()
  vi.advanceTimersByTime(RING_MS - 1)
  expect(onUnanswered).not.toHaveBeenCalled()
  onUnanswered.mockImplementation(() => expect(rings.of('bob')).toBeUndefined())
  vi.advanceTimersByTime(1)
  expect(onUnanswered.mock.calls).toEqual([[ring]])
  expect(rings.of('ann')).toBeUndefined()
  expect(rings.end(ring)).toBe(false)
  vi.advanceTimersByTime(10 * RING_MS)
  expect(onUnanswered).toHaveBeenCalledOnce()
})

test('it ends once, and then does not end by itself', () => {
  const { rings, ring, onUnanswered } = start()
  expect(rings.end(ring)).toBe(true)
  expect(rings.end(ring)).toBe(false)
  expect(rings.of('ann')).toBeUndefined()
  expect(rings.of('bob')).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(10 * RING_MS)
  expect(onUnanswered).not.toHaveBeenCalled()
})

test('one ring knows nothing of another', () => {
  const { rings, ring, onUnanswered } = start()
  const other = begin(rings, 'cem', 'dan', { audioOnly: false })
  rings.end(ring)
  expect(rings.of('dan')).toBe(other)
  vi.advanceTimersByTime(RING_MS)
  expect(onUnanswered.mock.calls).toEqual([[other]])
})

test('nobody is in two', () => {
  const { rings, ring } = start()
  expect(rings.start('bob', 'cem', { audioOnly: false })).toBeUndefined()
  expect(rings.start('cem', 'ann', { audioOnly: false })).toBeUndefined()
  expect(rings.of('cem')).toBeUndefined()
  expect(rings.of('ann')).toBe(ring)
})

test('ending an earlier ring leaves a later one of the same two alone', () => {
  const { rings, ring } = start()
  rings.end(ring)
  const later = begin(rings, 'ann', 'bob', { audioOnly: false })
  expect(rings.end(ring)).toBe(false)
  expect(rings.of('ann')).toBe(later)
  expect(rings.of('bob')).toBe(later)
})

test('after closing nothing ends by itself any more', () => {
  const { rings, onUnanswered } = start()
  rings.close()
  expect(vi.getTimerCount()).toBe(0)
  expect(onUnanswered).not.toHaveBeenCalled()
})

describe('the room of a ring', () => {
  test('is a room of a direct call, each time another', () => {
    const { rings, ring } = start()
    const rooms = Array.from(
      { length: 100 },
      (_, index) => begin(rings, `caller ${index}`, `callee ${index}`, { audioOnly: false }).room,
    )
    expect(new Set([ring.room, ...rooms]).size).toBe(101)
    for (const room of rooms) {
      expect(isDirectRoom(room)).toBe(true)
      expect(v.parse(RoomName, room)).toBe(room)
    }
  })

  test.each([
    ...['', 'call', 'call-', 'call-me', 'Call-AAAAAAAAAAAAAAAAAAAAAA', 'recall-AAAAAAAAAAAAAAAAAAAAAA'],
    ...[`call-${'A'.repeat(21)}`, `call-${'A'.repeat(23)}`, 'standup', '__proto__'],
  ])('is not named "%s"', (name) => {
    expect(isDirectRoom(name)).toBe(false)
  })
})
