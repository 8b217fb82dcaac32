import type { BrowserContextOptions, Page } from 'playwright'
import type { ChromiumOptions } from '../../helpers/chromium.js'

/** Opens the start screen for one person after the other, all of them at the same host. */
export interface People {
  open(): Promise<Page>
  close(): Promise<void>
}

/** Opens a page with a profile of its own, in a browser of this kind. It is closed after the test. */
export type NewPage = (look?: BrowserContextOptions, browser?: ChromiumOptions) => Promise<Page>
