import type { Browser } from 'playwright'
import { type ChromiumOptions, launchChromium } from '../../helpers/chromium.js'

/** Browsers, one of each kind, launched when a page in it is first wanted. */
export class Browsers {
  readonly #launched = new Map<string, Promise<Browser>>()

  get(options: ChromiumOptions = {}): Promise<Browser> {
    const kind = JSON.stringify(options)
    const browser = this.#launched.get(kind) ?? launchChromium(options)
    this.#launched.set(kind, browser)
    // So that the next page tries again.
    browser.catch(() => this.#launched.delete(kind))
    return browser
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#launched.values()].map(async (browser) => (await browser).close()))
  }
}
