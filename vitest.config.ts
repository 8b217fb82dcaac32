import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const unitTests = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/unit/${file.replaceAll('\\', '/')}`)

/** What puts other modules in place of real ones, which no file after it may get. */
const replacing = unitTests.filter((file) => readFileSync(file, 'utf8').includes('vi.mock('))

/** A test that passes only at its second try is named in the summary. One that fails twice fails the run. */
const retry = 1

export default defineConfig({
  test: {
    // Two for each core: many files mostly wait, for networks and for processes that they started.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: replacing,
          setupFiles: 'test/helpers/seed.ts',
          retry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Modules are loaded once for all files, which is most of the work.
          isolate: false,
        },
      },
      {
        test: {
          name: 'unit-alone',
          include: replacing,
          setupFiles: 'test/helpers/seed.ts',
          retry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          retry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'packaging',
          include: ['test/packaging/**/*.test.ts'],
          retry,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
