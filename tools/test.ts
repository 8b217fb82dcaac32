import { mkdirSync, rmSync } from 'node:fs'
import { electronNodeOrReason } from './electron-node.js'
import { electronOrReason } from './find-electron.js'
import { npx, step } from './step.js'
import { countPlaywright, countVitest, type Tally, tallyOf } from './tally.js'

/**
 * `npm test`: sets up what the tests need, then runs everything and says what ran, what was skipped and why. Exits with
 * 1 if anything failed; later steps run all the same, so that one run shows everything.
 */

const RESULTS = 'test-results'
const VITEST_REPORT = `${RESULTS}/vitest.json`
const ELECTRON_NODE_REPORT = `${RESULTS}/vitest-electron-node.json`

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS)
const failed: string[] = []
await run('set-up', step('Setting up', 'npm', 'run', '--silent', 'setup'))
// Where there can be none, the tests of the app are skipped and say why.
await electronOrReason()
const electronNode = electronNodeOrReason()
await run('build', step('Building', 'npm', 'run', '--silent', 'build'))
await run('types, lint and dead code', step('Types, lint and dead code', 'npm', 'run', '--silent', 'check'))
await run('unit, integration and packaging tests', testOnThisNode())
if ('path' in electronNode) await run('tests on Electron’s Node', testOnElectronsNode(electronNode.path))
// The project `screens` makes pictures to be looked at, by `npm run screens`.
const projects = ['lan', 'chromium', 'network', 'electron'].map((name) => `--project=${name}`)
await run('end-to-end tests', npx('End-to-end tests', 'playwright', 'test', ...projects))
report([
  tallyOf(countVitest, VITEST_REPORT),
  'path' in electronNode ? tallyOf(countVitest, ELECTRON_NODE_REPORT) : skippedOnElectronsNode(electronNode.reason),
  tallyOf(countPlaywright, `${RESULTS}/e2e.json`),
])
process.exitCode = failed.length > 0 ? 1 : 0

async function run(name: string, isWell: Promise<boolean>): Promise<void> {
  if (!(await isWell)) failed.push(name)
}

function testOnThisNode(): Promise<boolean> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`]
  return npx('Unit, integration and packaging tests', 'vitest', 'run', ...reporters)
}

/** What runs in the main process, or stands for it. One run after the other, since some of it wants ports of its own. */
function testOnElectronsNode(node: string): Promise<boolean> {
  const files = ['test/unit/main', 'test/unit/common', 'test/integration']
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${ELECTRON_NODE_REPORT}`]
  return step(
    'Unit and integration tests on Electron’s Node',
    node,
    'node_modules/vitest/vitest.mjs',
    'run',
    ...files,
    ...reporters,
  )
}

function skippedOnElectronsNode(reason: string): Tally {
  return { passed: 0, failed: [], flaky: [], skipped: [['unit and integration tests on Electron’s Node', reason]] }
}

function report(tallies: Tally[]): void {
  const skipped = tallies.flatMap((tally) => tally.skipped)
  const passed = tallies.reduce((total, tally) => total + tally.passed, 0)
  process.stdout.write('\n── Summary\n')
  for (const reason of new Set(skipped.map(([, reason]) => reason))) {
    process.stdout.write(`skipped, because ${reason}:\n`)
    for (const [title] of skipped.filter(([, other]) => other === reason)) process.stdout.write(`  ${title}\n`)
  }
  const named = (what: string, titles: string[]) =>
    titles.length > 0 && process.stdout.write(`${what}:\n${titles.map((title) => `  ${title}\n`).join('')}`)
  const failedTests = tallies.flatMap((tally) => tally.failed)
  named(
    'passed only at a second try',
    tallies.flatMap((tally) => tally.flaky),
  )
  named('failed', failedTests)
  // Where no test failed, an error outside of all tests may be the cause.
  const hint = failedTests.length === 0 ? '; why is in the output of each' : ''
  if (failed.length > 0) process.stdout.write(`not well: ${failed.join(', ')}${hint}\n`)
  process.stdout.write(`${passed} passed, ${failedTests.length} failed, ${skipped.length} skipped\n`)
}
