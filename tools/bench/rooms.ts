import { type Figures, figuresOf } from './figures.js'
import { Histogram } from './histogram.js'
import { HELP, type Options, readOptions } from './options.js'
import { writeReport } from './report/report.js'
import { type Bench, runBench } from './run.js'
import { summaryOf } from './summary.js'

// Answers how many room requests a host stands, and whether it answers all of them rightly. See --help.

function fail(exitCode: number, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message.split('\n', 1)[0]}\n`)
  process.exit(exitCode)
}

/** Of `create or join` and `leave` together, in microseconds. */
function allRequests({ result }: Bench): Histogram {
  const all = new Histogram()
  for (const [kind, histogram] of result.latencies) if (kind !== 'reconnect') all.merge(histogram.toSparse())
  return all
}

async function bench(options: Options): Promise<Figures> {
  const found = await runBench(options)
  const figures = figuresOf(found, options, allRequests(found))
  process.stdout.write(summaryOf(figures))
  await writeReport(options.report, { options, bench: found, figures, allRequests: allRequests(found) })
  process.stdout.write(`Report: ${options.report}\n`)
  return figures
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  // Its host and clients end with it.
  process.once(signal, () => process.exit(code))
}

let options: Options | undefined
try {
  options = readOptions(process.argv.slice(2))
} catch (error) {
  fail(2, error)
}
if (options) {
  const { isRight, wrong } = await bench(options).catch((error) => fail(1, error))
  for (const sentence of wrong) process.stderr.write(`Failed: ${sentence}\n`)
  process.exitCode = isRight ? 0 : 1
} else {
  process.stdout.write(HELP)
}
