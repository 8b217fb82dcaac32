import { readFileSync } from 'node:fs'

/** What came of tests. */
export interface Tally {
  passed: number
  /** Titles. */
  failed: string[]
  /** Titles of those among the passed that failed at their first try. */
  flaky: string[]
  /** Title and reason. */
  skipped: [title: string, reason: string][]
}

const emptyTally = (): Tally => ({ passed: 0, failed: [], flaky: [], skipped: [] })

/** Counts a report of Vitest or Playwright. One that was not written means that its runner did not come that far. */
export function tallyOf(count: (report: never) => Tally, file: string): Tally {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')) as never)
  } catch {
    return { passed: 0, failed: [`all of ${file}, which was not written`], flaky: [], skipped: [] }
  }
}

interface VitestResult {
  fullName: string
  status: string
  /** Of all tries. */
  failureMessages: string[]
}
interface VitestReport {
  testResults: { name: string; status: string; assertionResults: VitestResult[] }[]
}

export function countVitest({ testResults }: VitestReport): Tally {
  const tally = emptyTally()
  for (const suite of testResults) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) tally.failed.push(suite.name)
    for (const { fullName, status, failureMessages } of suite.assertionResults) {
      if (status === 'passed') tally.passed++
      else if (status === 'failed') tally.failed.push(fullName)
      else tally.skipped.push([fullName, 'as its test says'])
      if (status === 'passed' && failureMessages.length > 0) tally.flaky.push(fullName)
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
  const tally = emptyTally()
  const visit = ({ suites = [], specs = [] }: PlaywrightSuite) => {
    for (const { title, tests } of specs) {
      for (const { projectName, status, annotations } of tests) {
        const name = `[${projectName}] ${title}`
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'as its test says'
        if (status === 'skipped') tally.skipped.push([name, reason])
        else if (status === 'unexpected') tally.failed.push(name)
        else tally.passed++
        if (status === 'flaky') tally.flaky.push(name)
      }
    }
    suites.forEach(visit)
  }
  visit(report)
  return tally
}
