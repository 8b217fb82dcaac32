import type { Browser } from 'playwright'
import { type ChromiumOptions, launchChromium } from '../helpers/chromium.js'

/** Browsers, one of each kind, launched when a page in it is first wanted. */
export class Browsers {
  readonly #launched = new Map<string, Promise<Browser>>()

  get(options: ChromiumOptions = {}): Promise<Browser> {
    const kind = JSON.stringify(options)
    const browser = this.#launched.get(kind) ?? launchChromium(options)
    this.#launched.set(kind, browser)
    return browser
  }

  async close(): Promise<void> {
    for (const browser of this.#launched.values()) await (await browser).close()
  }
}
