import { defineConfig } from 'playwright/test'
import type { LauncherOptions } from './test/e2e/fixtures.js'

export default defineConfig<LauncherOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Tests mostly wait for a network or a clock, but each runs several browsers with video.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure', viewport: { width: 1280, height: 800 } },
  projects: [
    { name: 'chromium', use: { launcher: 'chromium' }, testIgnore: ['**/people.spec.ts', '**/electron/*.spec.ts'] },
    { name: 'lan', use: { launcher: 'lan' }, testMatch: '**/people.spec.ts' },
    {
      name: 'electron',
      use: { launcher: 'electron' },
      testMatch: ['**/call.spec.ts', '**/people.spec.ts', '**/electron/*.spec.ts'],
    },
  ],
})
