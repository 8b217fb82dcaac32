import type { Page } from 'playwright'
import { expect } from 'playwright/test'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Opens what stands under "Help". */
export async function chooseHelp(page: Page, item: 'Check my network' | 'Signaling log'): Promise<void> {
  await button(page, 'Help').click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Opens what decides who may come in. */
export const openAccess = (page: Page): Promise<void> => button(page, 'Change who can come in').click()

/** Opens the menu beside a person on the list, and chooses from it. */
export async function chooseAbout(
  page: Page,
  name: string,
  item: 'Audio only' | 'Send files…' | 'Remove',
): Promise<void> {
  await button(page, `More about ${name}`).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Shows another part of the settings, which are open. */
export const chooseTab = (page: Page, name: 'You' | 'This computer' | 'Advanced'): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click()

export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
}

/** Saves the settings, which are open. */
export const saveSettings = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save' }).click()

/** Passes where another name holds, though the settings say that it could not be kept. */
export async function expectHoldsUnkept(page: Page): Promise<void> {
  await openSettings(page)
  await page.getByRole('dialog').getByLabel('Name').fill('Bob')
  await saveSettings(page)
  await expect(page.getByRole('alert')).toContainText('This could not be kept')
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Your name')).toHaveValue('Bob')
}
