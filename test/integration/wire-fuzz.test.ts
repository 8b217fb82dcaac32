import { expect, onTestFinished, test, vi } from 'vitest'
import { log } from '../../main/storage/log.js'
import { WireFuzzer } from '../fuzz/wire-fuzzer.js'
import { Bystanders, expectGoodService, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { startHost } from '../helpers/host.js'

expectNothingUnforeseen()

const CASES = 3_000

// `npm run fuzz` sends far more, from the same seed or another.
test('whatever comes over the wire harms nobody else', async () => {
  vi.spyOn(log, 'warn').mockImplementation(() => {})
  onTestFinished(() => void vi.restoreAllMocks())
  const seed = Number(process.env['LANLINE_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
  console.log(`Seed: ${seed}`)
  const host = await startHost()
  const bystanders = await Bystanders.in(host)
  const fuzzer = new WireFuzzer(host.port, seed)
  onTestFinished(() => fuzzer.end())
  await fuzzer.run(CASES)
  fuzzer.end()
  await bystanders.expectUntouched()
  await expectGoodService(host)
  expect(Object.values(fuzzer.counts).every((count) => count > 0)).toBe(true)
})
