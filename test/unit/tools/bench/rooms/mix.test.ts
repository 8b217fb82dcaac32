import { expect, it } from 'vitest'
import { Random } from '../../../../../tools/bench/random.js'
import { nextStep } from '../../../../../tools/bench/rooms/mix.js'

const ROOMS = Array.from({ length: 100 }, (_, index) => `bench-${index}`)

const steps = (seed: number, stream: number, room?: string) => {
  const random = new Random(seed, stream)
  return Array.from({ length: 20_000 }, () => nextStep(random, ROOMS, room))
}

it('draws the same steps from the same seed, and others from another seed or stream', () => {
  expect(steps(1, 2)).toEqual(steps(1, 2))
  expect(steps(2, 2)).not.toEqual(steps(1, 2))
  expect(steps(1, 3)).not.toEqual(steps(1, 2))
})

it('does all there is to do, inside a room and outside', () => {
  const kinds = new Set(['join', 'leave', 'reconnect', 'join and reset'])
  expect(new Set(steps(1, 0).map((step) => step.do))).toEqual(kinds)
  expect(new Set(steps(1, 0, 'bench-0').map((step) => step.do))).toEqual(kinds)
})

it('asks for every room, and for some far more often', () => {
  const asked = new Map<string, number>()
  for (const step of steps(1, 0)) if ('room' in step) asked.set(step.room, (asked.get(step.room) ?? 0) + 1)
  expect(asked.size).toBe(ROOMS.length)
  expect(asked.get('bench-0')).toBeGreaterThan(10 * (asked.get('bench-99') ?? 0))
})
