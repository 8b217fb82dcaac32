import { readFileSync } from 'node:fs'

/** What came of tests. */
export interface Tally {
  passed: number
  failed: number
  /** Titles of those among the passed that failed at their first try. */
  flaky: string[]
  /** Title and reason. */
  skipped: [title: string, reason: string][]
}

/** Counts a report of Vitest or Playwright. One that was not written means that its runner did not come that far. */
export function tallyOf(count: (report: never) => Tally, file: string): Tally {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')) as never)
  } catch {
    return { passed: 0, failed: 1, flaky: [], skipped: [] }
  }
}

interface VitestReport {
  testResults: { message: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
}

export function countVitest({ testResults }: VitestReport): Tally {
  const tally: Tally = { passed: 0, failed: 0, flaky: [], skipped: [] }
  for (const suite of testResults) {
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

export function countPlaywright(report: PlaywrightSuite): Tally {
  const tally: Tally = { passed: 0, failed: 0, flaky: [], skipped: [] }
  const visit = ({ suites = [], specs = [] }: PlaywrightSuite) => {
    for (const { title, tests } of specs) {
      for (const { projectName, status, annotations } of tests) {
        const name = `[${projectName}] ${title}`
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'as its test says'
        if (status === 'skipped') tally.skipped.push([name, reason])
        else if (status === 'unexpected') tally.failed++
        else tally.passed++
        if (status === 'flaky') tally.flaky.push(name)
      }
    }
    suites.forEach(visit)
  }
  visit(report)
  return tally
}
