import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { holdWhatCanWait, whenIdle } from '../../../../renderer/state/idle.js'

const act = vi.fn()
beforeEach(() => void act.mockClear())

/** Puts these in place of the browser's until the test is over. */
function browser(globals: object): void {
  const before = Object.getOwnPropertyDescriptors(globalThis) as Record<string, PropertyDescriptor>
  const all = { window: globals, ...globals }
  Object.assign(globalThis, all)
  onTestFinished(() => {
    for (const name of Object.keys(all)) {
      const earlier = before[name]
      if (earlier) Object.defineProperty(globalThis, name, earlier)
      else Reflect.deleteProperty(globalThis, name)
    }
  })
}

/** A browser that is idle when the test says so. */
function idleBrowser() {
  const waiting: (() => void)[] = []
  const requestIdleCallback = vi.fn((act: () => void) => waiting.push(act))
  browser({ requestIdleCallback })
  const beIdle = () => {
    for (const callback of waiting.splice(0)) callback()
  }
  return { requestIdleCallback, beIdle }
}

/** Far from the time that it is, so that tests of other files hold nothing here, nor this one there. */
function stopClock(now = 0): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'], now })
  onTestFinished(() => {
    vi.runAllTimers()
    vi.useRealTimers()
  })
}

test('waits until the page has nothing else to do, and not for good', () => {
  const { requestIdleCallback, beIdle } = idleBrowser()
  // Long after whatever another file has held.
  stopClock(Date.UTC(2100, 0))
  whenIdle(act)
  expect(act).not.toHaveBeenCalled()
  expect(requestIdleCallback).toHaveBeenCalledWith(expect.any(Function), { timeout: 1_000 })
  beIdle()
  expect(act).toHaveBeenCalledTimes(1)
})

test('a browser that does not tell when that is does it after what it is at', () => {
  browser({})
  stopClock()
  whenIdle(act)
  expect(act).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(act).toHaveBeenCalledTimes(1)
})

test('what waits goes on waiting when someone goes into a call, for a second', () => {
  const { beIdle } = idleBrowser()
  stopClock()
  whenIdle(act)
  holdWhatCanWait()
  beIdle()
  vi.advanceTimersByTime(999)
  beIdle()
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  beIdle()
  expect(act).toHaveBeenCalledTimes(1)
})

test('what comes up on the way into a call waits as long, and once more for the next call', () => {
  const { beIdle } = idleBrowser()
  stopClock()
  holdWhatCanWait()
  vi.advanceTimersByTime(500)
  whenIdle(act)
  holdWhatCanWait()
  vi.advanceTimersByTime(999)
  beIdle()
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  beIdle()
  expect(act).toHaveBeenCalledTimes(1)
})
