import { parseArgs } from 'node:util'
import { wholeNumber } from '../../common/whole-number.js'
import type { Bench } from './bench.js'
import { page } from './page/index.js'
import { textOf, write } from './report.js'
import { rooms } from './rooms/index.js'

// Runs one benchmark: `npm run bench -- <name> [options]`. See --help.

const BENCHES: Record<string, Bench> = { rooms, page }

const FOLDER = 'test-results/bench'
const HOST = 'out/main/host.js'

function help(): string {
  const lines = Object.entries(BENCHES).flatMap(([name, { about, options }]) => [
    `npm run bench -- ${name}`,
    `  ${about}`,
    ...Object.entries(options).map(([option, { about, usual }]) => line(`--${option} <number>`, about, String(usual))),
    '',
  ])
  const common = [
    line('--out <folder>', 'Where the figures go, as JSON, and their plot, as a page.', FOLDER),
    line('--host-script <file>', 'The built host to start.', HOST),
  ]
  return [
    ...lines,
    'All of them',
    ...common,
    '',
    'Exits with 1 where a host failed, and with 2 on a bad option.',
    '',
  ].join('\n')
}

const line = (option: string, about: string, usual: string) => `  ${option.padEnd(24)}${about} Default: ${usual}`

function fail(exitCode: number, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message.split('\n', 1)[0]}\n`)
  process.exit(exitCode)
}

/** Throws an Error whose first line a person can act on. */
function read(args: string[]) {
  const [name = '', ...rest] = args
  const bench = BENCHES[name]
  if (!bench) throw new Error(`There is no benchmark "${name}", but ${Object.keys(BENCHES).join(' and ')}.`)
  const numbers = Object.fromEntries(Object.keys(bench.options).map((option) => [option, { type: 'string' } as const]))
  const { values } = parseArgs({
    args: rest,
    options: {
      ...numbers,
      out: { type: 'string', default: FOLDER },
      'host-script': { type: 'string', default: HOST },
    },
  })
  const { out, 'host-script': hostScript, ...given } = values
  const options = Object.entries(bench.options).map(([option, { usual, min, max }]) => {
    const text = (given as Record<string, string | undefined>)[option]
    return [option, text === undefined ? usual : wholeNumber(`--${option}`, text, min, max)] as const
  })
  return { name, bench, out, hostScript, options: Object.fromEntries(options) }
}

async function run(args: string[]): Promise<void> {
  const { name, bench, out, hostScript, options } = (() => {
    try {
      return read(args)
    } catch (error) {
      return fail(2, error)
    }
  })()
  const outcome = await bench.run(options, hostScript).catch((error) => fail(1, error))
  process.stdout.write(textOf(outcome.tables))
  process.stdout.write(`\nWritten: ${await write(out, name, options, outcome)}\n`)
  for (const sentence of outcome.wrong) process.stderr.write(`Failed: ${sentence}\n`)
  process.exitCode = outcome.wrong.length === 0 ? 0 : 1
}

// What a benchmark started ends with it.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

const args = process.argv.slice(2)
if (args.length === 0 || args.includes('--help')) process.stdout.write(help())
else await run(args)
