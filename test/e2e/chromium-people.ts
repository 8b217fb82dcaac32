import type { Browser, Page } from 'playwright'
import { recordConnections } from '../helpers/call-page.js'
import { launchChromium } from '../helpers/chromium.js'
import { type HeadlessHost, startHeadlessHost } from '../helpers/headless-host.js'
import type { People } from './fixtures.js'

/** People in browsers, each with a profile of their own, on the page of a headless host. */
export class ChromiumPeople implements People {
  private constructor(
    private readonly browser: Browser,
    private readonly host: HeadlessHost,
  ) {}

  static async start(): Promise<ChromiumPeople> {
    return new ChromiumPeople(await launchChromium(), await startHeadlessHost())
  }

  async open(): Promise<Page> {
    const page = await (await this.browser.newContext()).newPage()
    await recordConnections(page)
    await page.goto(`http://localhost:${this.host.port}/`)
    return page
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.host.stop()
  }
}
