import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { test } from 'playwright/test'
import { inEveryLook } from './accessibility.js'
import { WINDOW_SIZES } from './layout.js'

const RESULTS = fileURLToPath(new URL('../../test-results', import.meta.url))

/** Attaches what the page shows to the test, and keeps it also after success, as test-results/screenshots/`name`.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const path = `${RESULTS}/screenshots/${fileNameOf(name)}.png`
  await page.screenshot({ path, animations: 'disabled' })
  await test.info().attach(name, { path, contentType: 'image/png' })
}

/** Keeps what the page shows at every size, light and dark, as test-results/screens/`folder`/`name`-… .jpg. */
export async function keepScreens(page: Page, folder: string, name: string): Promise<void> {
  await inEveryLook(
    page,
    async (look) => {
      // The bar of a call hides from a pointer that rests.
      await page.mouse.move(2, Math.random() * 8)
      const path = `${RESULTS}/screens/${folder}/${fileNameOf(`${name} ${look}`)}.jpg`
      await page.screenshot({ path, animations: 'disabled', type: 'jpeg', quality: 80 })
    },
    WINDOW_SIZES,
  )
}

const fileNameOf = (name: string) => name.replace(/,? /g, '-')
