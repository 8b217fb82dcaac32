import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findBrowser } from './browser.js'
import { electronOrReason } from './electron.js'

/**
 * `npm test`: sets up what the tests need, then runs everything and says what ran, what was skipped and why. Exits with
 * 1 if anything failed; later steps run all the same, so that one run shows everything.
 */

interface Tally {
  passed: number
  failed: number
  /** Title and reason. */
  skipped: [title: string, reason: string][]
}

const RESULTS = 'test-results'

function step(title: string, command: string, args: string[]): boolean {
  process.stdout.write(`\n── ${title}\n`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  return status === 0
}

const npx = (title: string, ...args: string[]) => step(title, 'npx', ['--no-install', ...args])

/** Playwright's own browser where it can be downloaded, else the system's package. */
function setUpBrowser(): boolean {
  if (findBrowser()) return true
  npx('Getting a browser: Playwright’s own', 'playwright', 'install', 'chromium')
  return Boolean(findBrowser()) || (installPackages('a browser', 'chromium') && Boolean(findBrowser()))
}

/** What the tests of two machines need; without it they are skipped and say so. */
function setUpNamespaces(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return
  const missing = ['ip', 'iptables'].filter((tool) => spawnSync(tool, ['-V']).error)
  if (missing.length > 0) installPackages('network tools', 'iproute2', 'iptables')
}

/** On Debian and Ubuntu, as root or through a sudo that asks nothing. */
function installPackages(what: string, ...packages: string[]): boolean {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args: string[]) => {
    const [command = '', ...rest] = [...asRoot, 'apt-get', ...args]
    return step(`Getting ${what}: apt-get ${args.join(' ')}`, command, rest)
  }
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

interface VitestReport {
  testResults: { message: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
}

function tallyVitest(file: string): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] }
  for (const suite of (readJson(file) as VitestReport).testResults) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) tally.failed++
    for (const { fullName, status } of suite.assertionResults) {
      if (status === 'passed') tally.passed++
      else if (status === 'failed') tally.failed++
      else tally.skipped.push([fullName, 'as its test says'])
    }
  }
  return tally
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs?: { title: string; tests: PlaywrightTest[] }[]
}
interface PlaywrightTest {
  projectName: string
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
  annotations: { type: string; description?: string }[]
}

function tallyPlaywright(file: string): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] }
  const visit = ({ suites = [], specs = [] }: PlaywrightSuite) => {
    for (const { title, tests } of specs) {
      for (const { projectName, status, annotations } of tests) {
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'as its test says'
        if (status === 'skipped') tally.skipped.push([`[${projectName}] ${title}`, reason])
        else if (status === 'expected') tally.passed++
        else tally.failed++
      }
    }
    suites.forEach(visit)
  }
  visit(readJson(file) as PlaywrightSuite)
  return tally
}

/** A report that was not written means that its runner did not come that far. */
function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function report(tallies: Tally[], failedSteps: string[]): void {
  const skipped = tallies.flatMap((tally) => tally.skipped)
  const sum = (count: 'passed' | 'failed') => tallies.reduce((total, tally) => total + tally[count], 0)
  process.stdout.write('\n── Summary\n')
  for (const reason of new Set(skipped.map(([, reason]) => reason))) {
    process.stdout.write(`skipped, because ${reason}:\n`)
    for (const [title] of skipped.filter(([, other]) => other === reason)) process.stdout.write(`  ${title}\n`)
  }
  if (failedSteps.length > 0) process.stdout.write(`failed: ${failedSteps.join(', ')}\n`)
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped\n`)
}

function tallyOf(read: () => Tally): Tally {
  try {
    return read()
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS)
setUpNamespaces()
// Where there can be none, the tests of the app are skipped and say why.
await electronOrReason()
const vitestReport = `${RESULTS}/vitest.json`
const steps: [string, () => boolean][] = [
  ['browser', setUpBrowser],
  ['build', () => step('Building', 'npm', ['run', '--silent', 'build'])],
  ['types and lint', () => step('Types and lint', 'npm', ['run', '--silent', 'check'])],
  [
    'unit, integration and packaging tests',
    () =>
      npx(
        'Unit, integration and packaging tests',
        'vitest',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ),
  ],
  ['end-to-end tests', () => npx('End-to-end tests', 'playwright', 'test')],
]
const failedSteps = steps.filter(([, run]) => !run()).map(([name]) => name)
report([tallyOf(() => tallyVitest(vitestReport)), tallyOf(() => tallyPlaywright(`${RESULTS}/e2e.json`))], failedSteps)
process.exitCode = failedSteps.length > 0 ? 1 : 0
