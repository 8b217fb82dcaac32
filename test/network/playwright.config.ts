import { defineConfig } from 'playwright/test'

/** `npm run test:network`: everything that is tried on pretend networks alone, with the table of it at the end. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/network',
  // What is measured is not to wait for the machine.
  workers: 1,
  // Rows have times of their own for what is measured; the rest may take as long as a busy machine has it.
  expect: { timeout: 45_000 },
  forbidOnly: true,
  reporter: [['list'], ['./table-reporter.ts']],
  use: { screenshot: 'only-on-failure', viewport: { width: 1280, height: 800 } },
})
