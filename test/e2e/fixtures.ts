import type { Page } from 'playwright'
import { test as base } from 'playwright/test'
import { namespacesMissing } from '../helpers/namespaces.js'
import { ChromiumPeople } from './chromium-people.js'
import { ElectronPeople } from './electron-people.js'
import { LanPeople } from './lan-people.js'

export interface LauncherOptions {
  /**
   * `chromium`: browsers on the page of a headless host. `lan`: browsers on two machines, where this one can pretend
   * them, else as `chromium`. `electron`: the app, once for each person.
   */
  launcher: 'chromium' | 'lan' | 'electron'
}

/** Opens the start screen for one person after the other, all of them at the same host. */
export interface People {
  open(): Promise<Page>
  close(): Promise<void>
}

export const test = base.extend<{ people: People } & LauncherOptions>({
  launcher: ['chromium', { option: true }],

  people: async ({ launcher }, use, testInfo) => {
    const people = await start(launcher)
    // Where there is no Electron the test counts as skipped, never as passed.
    if ('reason' in people) {
      testInfo.skip(true, people.reason)
    } else {
      await use(people)
      await people.close()
    }
  },
})

function start(launcher: LauncherOptions['launcher']): Promise<People | { reason: string }> {
  if (launcher === 'electron') return ElectronPeople.start()
  return launcher === 'lan' && namespacesMissing() === undefined ? LanPeople.start() : ChromiumPeople.start()
}

export { expect } from 'playwright/test'
