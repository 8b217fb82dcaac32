import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { release } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import packageJson from '../package.json' with { type: 'json' }
import { electronOrReason, environmentForElectron } from './find-electron.js'
import { questionsFor, reportOf, tryOut } from './try-out.js'

/**
 * `npm run try:app -- PATH`: starts the app whose program is at PATH, or the built source without one, and asks in about
 * five minutes what only a person can see; with `--all` in a quarter of an hour. The answers go to a file in this folder.
 */

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [path] = positionals
if (path !== undefined && !existsSync(path)) fail(`There is no program at ${path}.`)
const electron = await electronOrReason(path === undefined ? {} : { app: path })
if ('reason' in electron) fail(`The app cannot be tried, because ${electron.reason}.`)

const program = spawn(electron.path, path === undefined ? ['.'] : [], {
  stdio: 'ignore',
  env: environmentForElectron(),
})
await once(program, 'spawn').catch((error: Error) => fail(`The app did not start: ${error.message}`))
const terminal = createInterface({ input: process.stdin, output: process.stdout })
const answers = await tryOut(questionsFor(process.platform, values.all), (text) => terminal.question(text))
terminal.close()
if (program.exitCode === null) program.kill()

const { platform, arch } = process
const file = `lanline-tried-${platform}-${arch}.txt`
const system = `Lanline ${packageJson.version} at ${path ?? 'its sources'} on ${platform} ${release()}, ${arch}`
await writeFile(file, reportOf(system, new Date(), answers))
process.stdout.write(`\nThe answers are in ${file}.\n`)
process.exitCode = answers.some(({ verdict }) => verdict === 'no') ? 1 : 0

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
