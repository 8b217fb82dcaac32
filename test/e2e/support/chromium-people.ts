import type { Page } from 'playwright'
import { recordConnections } from '../../helpers/call-page.js'
import { type HeadlessHost, startHeadlessHost } from '../../helpers/headless-host.js'
import type { NewPage, People } from './people.js'

/** People in a browser, each with a profile of their own, on the page of a headless host. */
export class ChromiumPeople implements People {
  private constructor(
    private readonly newPage: NewPage,
    private readonly host: HeadlessHost,
  ) {}

  static async start(newPage: NewPage): Promise<ChromiumPeople> {
    return new ChromiumPeople(newPage, await startHeadlessHost())
  }

  async open(): Promise<Page> {
    const page = await this.newPage()
    await recordConnections(page)
    await page.goto(this.host.operatorUrl)
    return page
  }

  async close(): Promise<void> {
    await this.host.stop()
  }
}
