import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Seats } from '../../../../main/host/seats.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a seat expires after its time, once', () => {
  const expire = vi.fn()
  new Seats().keep('ann', 100, expire)
  vi.advanceTimersByTime(99)
  expect(expire).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1_000)
  expect(expire).toHaveBeenCalledOnce()
})

test('one that is taken again does not, and the others do', () => {
  const seats = new Seats()
  const [ann, bob] = [vi.fn(), vi.fn()]
  seats.keep('ann', 100, ann)
  seats.keep('bob', 100, bob)
  seats.take('ann')
  vi.advanceTimersByTime(100)
  expect(ann).not.toHaveBeenCalled()
  expect(bob).toHaveBeenCalledOnce()
})

test('one that is kept anew has its time anew', () => {
  const seats = new Seats()
  const expire = vi.fn()
  seats.keep('ann', 100, expire)
  vi.advanceTimersByTime(60)
  seats.keep('ann', 100, expire)
  vi.advanceTimersByTime(99)
  expect(expire).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(expire).toHaveBeenCalledOnce()
})

test('none expires once all are cleared', () => {
  const seats = new Seats()
  const expire = vi.fn()
  seats.keep('ann', 100, expire)
  seats.clear()
  expect(vi.getTimerCount()).toBe(0)
  expect(expire).not.toHaveBeenCalled()
})

test('whoever is on the way to another page is so until they are back, or the seat has expired', () => {
  const seats = new Seats()
  seats.expectMove('ann')
  seats.keep('ann', 100, () => undefined)
  expect([seats.isMoving('ann'), seats.isMoving('bob')]).toEqual([true, false])
  vi.advanceTimersByTime(100)
  expect(seats.isMoving('ann')).toBe(false)
  seats.expectMove('bob')
  seats.take('bob')
  expect(seats.isMoving('bob')).toBe(false)
})
