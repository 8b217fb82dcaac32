import { expect, onTestFinished, test, vi } from 'vitest'
import { log } from '../../main/storage/log.js'
import { WireFuzzer } from '../fuzz/wire-fuzzer.js'
import { Bystanders, expectGoodService, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { startHost } from '../helpers/host.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

expectNothingUnforeseen()

// `npm run fuzz` sends far more, from the same seed or another.
test.each([
  { door: 'plain', cases: 3_000 },
  { door: 'secure', cases: 1_500 },
])('whatever comes over the wire of the $door door harms nobody else', async ({ door, cases }) => {
  vi.spyOn(log, 'warn').mockImplementation(() => {})
  onTestFinished(() => void vi.restoreAllMocks())
  const seed = Number(process.env['LANLINE_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
  console.log(`Seed: ${seed}`)
  const isSecure = door === 'secure'
  const host = await startHost(isSecure ? { dataFolder: await temporaryFolder(), securePort: 0 } : {})
  const bystanders = await Bystanders.in(host)
  const port = (isSecure ? host.host.facts().secure?.port : host.port) ?? 0
  const fuzzer = new WireFuzzer({ port, isSecure }, seed)
  onTestFinished(() => fuzzer.end())
  await fuzzer.run(cases)
  fuzzer.end()
  await bystanders.expectUntouched()
  await expectGoodService(host)
  expect(Object.values(fuzzer.counts).every((count) => count > 0)).toBe(true)
})
