import { defineConfig } from 'playwright/test'
import type { LauncherOptions } from './test/e2e/support/fixtures.js'

export default defineConfig<LauncherOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Each test runs several pages with video, which keeps a core busy.
  workers: 2,
  // So that both workers end together; what tests share they share within a worker.
  fullyParallel: true,
  // A test that passes only at its second try is named in the summary. One that fails twice fails the run.
  retries: 1,
  // Long, for machines that have other things to do: only what fails takes it.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    // Of the second try alone: a trace costs a tenth of the processor time of all tests, and a film of every page a third.
    trace: { mode: 'on-first-retry', screenshots: false },
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    // First, since its tests are long, and both workers are to end together.
    { name: 'lan', use: { launcher: 'lan' }, testMatch: '**/people.spec.ts' },
    {
      name: 'chromium',
      use: { launcher: 'chromium' },
      testIgnore: ['**/people.spec.ts', '**/screens.spec.ts', '**/electron/*.spec.ts'],
    },
    // Of the table of networks the cells that are quick; all of it is `npm run test:network`.
    { name: 'network', testDir: 'test/network', testMatch: '**/matrix.spec.ts', grep: /@always/ },
    { name: 'screens', use: { launcher: 'chromium' }, testMatch: '**/screens.spec.ts' },
    {
      name: 'electron',
      use: { launcher: 'electron' },
      testMatch: ['**/call.spec.ts', '**/people.spec.ts', '**/electron/*.spec.ts'],
    },
  ],
})
