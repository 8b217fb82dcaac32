import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Doorkeeper } from '../../../../main/host/doorkeeper.js'
import { HOST_LIMITS } from '../../../../main/host/host-limits.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const from = (remoteAddress: string) => Object.assign(new EventEmitter(), { remoteAddress }) as unknown as Socket

test('while the host has too much to do, only so many a second are let in to be told', () => {
  let isOverloaded = true
  const keeper = new Doorkeeper(HOST_LIMITS, () => isOverloaded)
  const admitted = () => Array.from({ length: 200 }, () => keeper.admits(from('192.168.1.5'))).filter(Boolean).length
  expect(keeper.isTooBusyFor('192.168.1.5')).toBe(true)
  expect([admitted(), admitted(), keeper.turnedAway]).toEqual([50, 0, 350])
  vi.advanceTimersByTime(1_000)
  expect(admitted()).toBe(50)
  isOverloaded = false
  expect([keeper.isTooBusyFor('192.168.1.5'), admitted()]).toEqual([false, 200])
})

test('whoever sits at this machine is let in all the same', () => {
  const keeper = new Doorkeeper(HOST_LIMITS, () => true)
  expect(keeper.isTooBusyFor('127.0.0.1')).toBe(false)
  for (let count = 0; count < 200; count++) expect(keeper.admits(from('127.0.0.1'))).toBe(true)
})

test('one more is let in from an address as soon as one of it has left', () => {
  const keeper = new Doorkeeper({ ...HOST_LIMITS, connectionsOfAddress: 2 })
  const [one, other] = [from('192.168.1.5'), from('192.168.1.6')]
  expect([one, one, one, other].map((socket) => keeper.admits(socket))).toEqual([true, true, false, true])
  keeper.left(keeper.networkOf(other))
  expect(keeper.admits(one)).toBe(false)
  keeper.left(keeper.networkOf(one))
  expect([keeper.admits(one), keeper.admits(one)]).toEqual([true, false])
})

test('one more is let in at all as soon as one has left, be it of this machine', () => {
  const keeper = new Doorkeeper({ ...HOST_LIMITS, connections: 1 })
  const [here, there] = [from('127.0.0.1'), from('192.168.1.5')]
  expect([keeper.admits(here), keeper.admits(there)]).toEqual([true, false])
  keeper.left(keeper.networkOf(here))
  expect([keeper.admits(there), keeper.admits(here)]).toEqual([true, false])
})
