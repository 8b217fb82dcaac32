import { expect, test } from 'vitest'
import { countPlaywright, countVitest, tallyOf } from '../../../tools/tally.js'

test('a report of Vitest names what failed, what passed only at a second try, and what was skipped', () => {
  const result = (fullName: string, status: string, failureMessages: string[] = []) => ({
    fullName,
    status,
    failureMessages,
  })
  const assertionResults = [
    result('fine', 'passed'),
    result('second', 'passed', ['Error: not yet']),
    result('wrong', 'failed', ['Error: no', 'Error: no']),
    result('left out', 'skipped'),
  ]
  const testResults = [
    { name: 'some.test.ts', status: 'failed', assertionResults },
    { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
  ]
  expect(countVitest({ testResults })).toEqual({
    passed: 2,
    failed: ['wrong', 'broken.test.ts'],
    flaky: ['second'],
    skipped: [['left out', 'as its test says']],
  })
})

test('a report of Playwright does so by project, with the reason of what was skipped', () => {
  const spec = (title: string, status: 'expected' | 'unexpected' | 'flaky' | 'skipped', description?: string) => ({
    title,
    tests: [{ projectName: 'chromium', status, annotations: [{ type: 'skip', ...(description && { description }) }] }],
  })
  const specs = [spec('fine', 'expected'), spec('second', 'flaky'), spec('wrong', 'unexpected')]
  expect(countPlaywright({ suites: [{ specs }, { specs: [spec('left out', 'skipped', 'there is none')] }] })).toEqual({
    passed: 2,
    failed: ['[chromium] wrong'],
    flaky: ['[chromium] second'],
    skipped: [['[chromium] left out', 'there is none']],
  })
})

test('a report that was not written is a failure', () => {
  expect(tallyOf(countVitest, 'nowhere.json')).toMatchObject({
    passed: 0,
    failed: [expect.stringContaining('nowhere')],
  })
})
