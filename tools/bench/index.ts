import { parseArgs } from 'node:util'
import { wholeNumber } from '../../common/whole-number.js'
import { type Bench, showProgress } from './bench.js'
import { call } from './call/index.js'
import { cluster } from './cluster/index.js'
import { files } from './files/index.js'
import { page } from './page/index.js'
import { relay } from './relay/index.js'
import { textOf, write } from './report.js'
import { rooms } from './rooms/index.js'
import { soak } from './soak/index.js'
import { turn } from './turn/index.js'

// Runs one benchmark: `npm run bench -- <name> [options]`. See --help.

const BENCHES: Record<string, Bench> = { rooms, relay, turn, soak, page, call, files, cluster }

const FILES = {
  out: { type: 'string', default: 'test-results/bench' },
  'host-script': { type: 'string', default: 'out/main/host.js' },
} as const

function help(): string {
  const line = (option: string, about: string, usual: unknown) =>
    `  ${`--${option}`.padEnd(24)}${about} Default: ${usual}`
  const benches = Object.entries(BENCHES).flatMap(([name, { about, options }]) => [
    `npm run bench -- ${name}\n  ${about}`,
    ...Object.entries(options).map(([option, { about, usual }]) => line(`${option} <number>`, about, usual)),
    '',
  ])
  return `${benches.join('\n')}
All of them
${line('out <folder>', 'Where the figures go, as JSON, and their plot, as a page.', FILES.out.default)}
${line('host-script <file>', 'The built host to start.', FILES['host-script'].default)}

Exits with 1 where a host failed, and with 2 on a bad option.
`
}

/** Throws an Error whose first line a person can act on. */
function read([name = '', ...args]: string[]) {
  const bench = BENCHES[name]
  if (!bench)
    throw new Error(`There is no benchmark "${name}", but ${new Intl.ListFormat('en').format(Object.keys(BENCHES))}.`)
  const limits = Object.entries(bench.options)
  const asStrings = limits.map(([option, { usual }]) => [option, { type: 'string', default: String(usual) }] as const)
  const { values } = parseArgs({ args, options: { ...Object.fromEntries(asStrings), ...FILES } })
  const { out, 'host-script': hostScript, ...given } = values
  const text = given as Record<string, string>
  const numbers = limits.map(([option, { min, max }]) => [
    option,
    wholeNumber(`--${option}`, text[option] ?? '', min, max),
  ])
  return { name, bench, out, hostScript, options: Object.fromEntries(numbers) as Record<string, number> }
}

async function run({ name, bench, out, hostScript, options }: ReturnType<typeof read>): Promise<void> {
  const outcome = await bench.run(options, hostScript).finally(() => showProgress(''))
  process.stdout.write(`${textOf(outcome.figures)}\nWritten: ${await write(out, name, options, outcome)}\n`)
  for (const sentence of outcome.wrong) process.stderr.write(`Failed: ${sentence}\n`)
  process.exitCode = outcome.wrong.length === 0 ? 0 : 1
}

const failWith = (exitCode: number) => (error: Error) => {
  process.stderr.write(`${error.message.split('\n', 1)[0]}\n`)
  process.exit(exitCode)
}

// What a benchmark started ends with it.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

const args = process.argv.slice(2)
if (args.length === 0 || args.includes('--help')) process.stdout.write(help())
else await Promise.resolve(args).then(read).then(run, failWith(2)).catch(failWith(1))
