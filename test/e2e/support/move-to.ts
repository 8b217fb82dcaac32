import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { openField } from '../../helpers/call-page.js'

/** Enters the address of a host, the way a person does. */
export async function fillAddress(page: Page, address: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Host address', exact: true })
  const opener = page.getByRole('button', { name: 'Another address' })
  await openField(opener, field)
  await field.fill(address)
}

/** Connects the page to the host at this address, the way a person does, who may enter it in another form. */
export async function moveTo(page: Page, address: string, entered = address): Promise<void> {
  await fillAddress(page, entered)
  await page.getByRole('button', { name: 'Connect' }).click()
  // A host that was found as well is called by its name too.
  const inPattern = address.replaceAll(/[.[\]]/g, '\\$&')
  await expect(page.getByText(new RegExp(`^Connected to (.+ \\()?${inPattern}`))).toBeVisible()
}
