import type { Page } from 'playwright'
import { expect } from 'playwright/test'

/** Connects the page to the host at this address, the way a person does. */
export async function moveTo(page: Page, address: string): Promise<void> {
  await page.getByLabel('Host address').fill(address)
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByText(`Connected to ${address}`)).toBeVisible()
}
