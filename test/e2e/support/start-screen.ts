import type { Page } from 'playwright'

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
