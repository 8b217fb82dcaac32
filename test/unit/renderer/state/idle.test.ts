import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { whenIdle } from '../../../../renderer/state/idle.js'

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

test('waits until the page has nothing else to do, and not for good', () => {
  const requestIdleCallback = vi.fn()
  browser({ requestIdleCallback })
  whenIdle(act)
  expect(act).not.toHaveBeenCalled()
  expect(requestIdleCallback).toHaveBeenCalledWith(act, { timeout: 1_000 })
})

test('a browser that does not tell when that is does it after what it is at', () => {
  browser({})
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  whenIdle(act)
  expect(act).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(act).toHaveBeenCalledTimes(1)
})
