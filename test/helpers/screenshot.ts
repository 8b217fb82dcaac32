import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { test } from 'playwright/test'

const FOLDER = fileURLToPath(new URL('../../test-results/screenshots', import.meta.url))

/** Attaches what the page shows to the test, and keeps it also after success, as test-results/screenshots/`name`.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const path = `${FOLDER}/${name.replace(/,? /g, '-')}.png`
  await page.screenshot({ path, animations: 'disabled' })
  await test.info().attach(name, { path, contentType: 'image/png' })
}
