import { expect, it } from 'vitest'
import { secondsOf, usageOf } from '../../../../tools/bench/process-usage.js'

it.each([
  ['0:01.25', 1.25],
  ['00:01:40', 100],
  ['2-03:00:05', 2 * 86_400 + 3 * 3_600 + 5],
])('reads the processor time %s', (time, seconds) => expect(secondsOf(time)).toBeCloseTo(seconds))

it.skipIf(process.platform === 'win32')('knows what this process takes', async () => {
  const usage = await usageOf(process.pid)
  expect(usage?.memory).toBeGreaterThan(1e7)
  expect(usage?.cpuSeconds).toBeGreaterThan(0)
})

it('knows nothing of a process that does not exist', async () => {
  expect(await usageOf(2 ** 30)).toBeUndefined()
})
