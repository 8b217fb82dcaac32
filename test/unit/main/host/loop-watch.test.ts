import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type LoopLoad, LoopWatch } from '../../../../main/host/loop-watch.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function watching() {
  let load: LoopLoad = { lateMs: 0, utilization: 0 }
  const told: boolean[] = []
  const watch = new LoopWatch(
    () => load,
    (isOverloaded) => told.push(isOverloaded),
  )
  onTestFinished(() => watch.close())
  const see = (lateMs: number, utilization: number) => {
    load = { lateMs, utilization }
    vi.advanceTimersByTime(1_000)
    return watch.isOverloaded
  }
  return { see, told }
}

test('who has too much to do for two seconds is overloaded, until that is over', () => {
  const { see, told } = watching()
  expect([see(5, 0.99), see(800, 1), see(400, 0.95), see(300, 1), see(10, 0.5)]).toEqual([
    false,
    false,
    true,
    true,
    false,
  ])
  expect(told).toEqual([true, false])
})

test('a single long task is no overload, nor is a machine that is busy with others', () => {
  const { see, told } = watching()
  expect([see(3_000, 1), see(2, 0.3), see(900, 0.4), see(900, 0.4), see(900, 0.4)]).not.toContain(true)
  expect(told).toEqual([])
})
