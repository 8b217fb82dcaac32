import type { Page } from 'playwright'
import { recordConnections } from '../../helpers/call-page.js'
import { test } from './fixtures.js'
import type { LocalHost } from './hosts.js'
import type { NewPage } from './people.js'

/** How the tests of a file open their pages. To be called once in it. */
export function pageOpener(): NewPage {
  let newPage: NewPage
  test.beforeEach(({ newPage: ofTest }) => {
    newPage = ofTest
  })
  return (...look) => newPage(...look)
}

/** Opens the start screen of this host, and lets tests read the page's connections; `prepare` may meddle with it before it is loaded. */
export async function openStart(
  newPage: NewPage,
  host: LocalHost,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const page = await newPage()
  await recordConnections(page)
  await prepare?.(page)
  await page.goto(host.page())
  return page
}
