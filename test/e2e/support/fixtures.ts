import type { BrowserContext } from 'playwright'
import { test as base, type TestInfo } from 'playwright/test'
import { namespacesMissing } from '../../helpers/namespaces.js'
import { keepPicturesSmall, SMALL, USUAL } from '../../helpers/small-pictures.js'
import { Browsers } from './browsers.js'
import { ChromiumPeople } from './chromium-people.js'
import { ElectronApps } from './electron-apps.js'
import { ElectronPeople } from './electron-people.js'
import { LanPeople } from './lan-people.js'
import type { NewPage, People } from './people.js'

export interface LauncherOptions {
  /**
   * `chromium`: browsers on the page of a headless host. `lan`: browsers on two machines, where this one can pretend
   * them, else as `chromium`. `electron`: the app, once for each person.
   */
  launcher: 'chromium' | 'lan' | 'electron'
  /** Whether cameras in browsers open with small pictures, which cost less; they never do with large ones. */
  hasSmallPictures: boolean
}

interface Fixtures {
  newPage: NewPage
  people: People
  /** For tests of what the app alone does. */
  apps: ElectronApps
}

interface WorkerFixtures {
  browsers: Browsers
}

export const test = base.extend<Fixtures & LauncherOptions, WorkerFixtures>({
  launcher: ['chromium', { option: true }],
  hasSmallPictures: [true, { option: true }],

  browsers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const browsers = new Browsers()
      await use(browsers)
      await browsers.close()
    },
    { scope: 'worker' },
  ],

  newPage: async ({ browsers, hasSmallPictures }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (look, browser) => {
      const context = await (await browsers.get(browser)).newContext(look)
      contexts.push(context)
      await keepPicturesSmall(context, hasSmallPictures ? SMALL : USUAL)
      return context.newPage()
    })
    await Promise.allSettled(contexts.map((context) => context.close()))
  },

  people: async ({ launcher, newPage }, use, testInfo) => {
    const people = await start(launcher, newPage, testInfo)
    if (isThere(people, testInfo)) {
      await use(people)
      await people.close()
    }
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  apps: async ({}, use, testInfo) => {
    const apps = await ElectronApps.open(testInfo)
    if (isThere(apps, testInfo)) {
      await use(apps)
      await apps.close()
    }
  },
})

/**
 * Where there is no Electron the test counts as skipped, never as passed; with LANLINE_NEEDS_ELECTRON set it fails.
 */
function isThere<T extends object>(launcher: T | { reason: string }, testInfo: TestInfo): launcher is T {
  if (!('reason' in launcher)) return true
  const { LANLINE_NEEDS_ELECTRON } = process.env
  if (LANLINE_NEEDS_ELECTRON) throw new Error(`Electron is needed, but ${launcher.reason}.`)
  testInfo.skip(true, launcher.reason)
  return false
}

function start(
  launcher: LauncherOptions['launcher'],
  newPage: NewPage,
  testInfo: TestInfo,
): Promise<People | { reason: string }> {
  if (launcher === 'electron') return ElectronPeople.start(testInfo)
  return launcher === 'lan' && namespacesMissing() === undefined ? LanPeople.start() : ChromiumPeople.start(newPage)
}

export { expect } from 'playwright/test'
