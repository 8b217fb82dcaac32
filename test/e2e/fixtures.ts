import type { Page } from 'playwright'
import { test as base } from 'playwright/test'
import { ChromiumPeople } from './chromium-people.js'
import { ElectronPeople } from './electron-people.js'

export interface LauncherOptions {
  /** `chromium`: browsers on the page of a headless host. `electron`: the app, once for each person. */
  launcher: 'chromium' | 'electron'
}

/** Opens the start screen for one person after the other, all of them at the same host. */
export interface People {
  open(): Promise<Page>
  close(): Promise<void>
}

export const test = base.extend<{ people: People } & LauncherOptions>({
  launcher: ['chromium', { option: true }],

  people: async ({ launcher }, use, testInfo) => {
    const people = launcher === 'electron' ? await ElectronPeople.start() : await ChromiumPeople.start()
    // Where there is no Electron the test counts as skipped, never as passed.
    if ('reason' in people) {
      testInfo.skip(true, people.reason)
    } else {
      await use(people)
      await people.close()
    }
  },
})

export { expect } from 'playwright/test'
