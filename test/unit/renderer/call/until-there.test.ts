import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { untilThere } from '../../../../renderer/call/until-there.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'warn').mockReturnValue()
  onTestFinished(() => void vi.useRealTimers())
})

test('what is there is asked for once', async () => {
  const load = vi.fn(async () => 'part')
  expect(await untilThere(load)).toBe('part')
  expect(load).toHaveBeenCalledOnce()
})

test('what cannot be fetched is asked for less and less often, at least every thirty seconds, until it is there', async () => {
  let isThere = false
  const load = vi.fn(async () => {
    if (!isThere) throw new Error('It could not be fetched.')
    return 'part'
  })
  const fetching = untilThere(load)
  for (const seconds of [0, 1, 2, 4, 8, 16, 30, 30]) {
    const before = load.mock.calls.length
    if (seconds > 0) await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1)
    expect(load).toHaveBeenCalledTimes(before)
    await vi.advanceTimersByTimeAsync(seconds > 0 ? 1 : 0)
    expect(load.mock.calls.length).toBe(seconds > 0 ? before + 1 : 1)
  }
  isThere = true
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await fetching).toBe('part')
})
