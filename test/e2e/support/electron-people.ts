import type { Page } from 'playwright'
import type { TestInfo } from 'playwright/test'
import { recordConnections } from '../../helpers/call-page.js'
import { ElectronApps } from './electron-apps.js'
import { moveTo } from './move-to.js'
import type { People } from './people.js'

/** People with the app, each with a profile and a host of their own; all after the first join the first one's host. */
export class ElectronPeople implements People {
  #hostAddress: string | undefined

  private constructor(private readonly apps: ElectronApps) {}

  /** Gives the reason where Electron cannot run here. */
  static async start(testInfo: TestInfo): Promise<ElectronPeople | { reason: string }> {
    const apps = await ElectronApps.open(testInfo)
    return 'reason' in apps ? apps : new ElectronPeople(apps)
  }

  async open(): Promise<Page> {
    const { page } = await this.apps.launch()
    await recordConnections(page)
    await page.reload()
    if (this.#hostAddress === undefined) this.#hostAddress = new URL(page.url()).host
    else await moveTo(page, this.#hostAddress)
    return page
  }

  async close(): Promise<void> {
    await this.apps.close()
  }
}
