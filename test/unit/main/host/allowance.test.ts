import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Allowance, Allowances } from '../../../../main/host/allowance.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const RATE = { atOnce: 100, perSecond: 10 }

function spent(cost: number): Allowance {
  const allowance = new Allowance(RATE)
  allowance.spend(cost)
  return allowance
}

describe('an allowance', () => {
  test('is good for so much at once, then spent, then exceeded', () => {
    expect([0, 100, 101, 124, 125, 1_000].map((cost) => spent(cost).standing)).toEqual([
      ...['good', 'good', 'spent', 'spent', 'exceeded', 'exceeded'],
    ])
  })

  test('comes back with time, and never to more than it was', () => {
    const allowance = spent(110)
    vi.advanceTimersByTime(999)
    allowance.spend(0)
    expect(allowance.standing).toBe('spent')
    vi.advanceTimersByTime(1)
    allowance.spend(0)
    expect(allowance.standing).toBe('good')
    vi.advanceTimersByTime(1_000_000)
    allowance.spend(101)
    expect(allowance.standing).toBe('spent')
  })

  test('is owed for no longer than half of it takes to come back', () => {
    const allowance = spent(1_000_000)
    vi.advanceTimersByTime(5_000)
    allowance.spend(0)
    expect(allowance.standing).toBe('good')
  })
})

describe('allowances', () => {
  test('are the same for who comes back before they are full again', () => {
    const all = new Allowances(RATE)
    all.hold('ann').spend(150)
    all.release('ann')
    expect(all.hold('ann').standing).toBe('exceeded')
    expect([all.standingOf('ann'), all.standingOf('bob')]).toEqual(['exceeded', 'good'])
  })

  test('are each for one alone', () => {
    const all = new Allowances(RATE)
    all.hold('ann').spend(150)
    expect(all.hold('__proto__').standing).toBe('good')
  })

  test('are forgotten when they are full and nobody holds them', () => {
    const all = new Allowances(RATE)
    for (let number = 0; number < 1_000; number++) {
      all.hold(`guest ${number}`).spend(100)
      all.release(`guest ${number}`)
    }
    all.hold('ann')
    expect(all.size).toBe(1_001)
    vi.advanceTimersByTime(20_000)
    for (let number = 0; number < 400; number++) {
      all.hold('bob')
      all.release('bob')
    }
    expect(all.size).toBeLessThanOrEqual(2)
    expect(all.hold('ann')).toBe(all.hold('ann'))
  })
})
