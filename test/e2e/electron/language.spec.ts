import type { LaunchedApp } from '../support/electron-apps.js'
import { expect, test } from '../support/fixtures.js'

const html = ({ page }: LaunchedApp) => page.locator('html')
const menu = ({ app }: LaunchedApp) =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])

test('the language that a person chose is that of page and menu, now and after a restart', async ({ apps }) => {
  const profile = await apps.newProfile()
  const before = await apps.launch({ profile })
  await before.page.getByRole('button', { name: 'Settings' }).click()
  await before.page.getByLabel('Language').selectOption('ru')
  await before.page.getByRole('button', { name: 'Save' }).click()
  await expect(html(before)).toHaveAttribute('lang', 'ru')
  await expect.poll(() => menu(before)).toContain('Правка')
  await before.quit()

  const after = await apps.launch({ profile })
  await expect(html(after)).toHaveAttribute('lang', 'ru')
  expect(await menu(after)).toContain('Правка')
})

test('where none was chosen it is that of the system', async ({ apps }) => {
  test.skip(process.platform === 'darwin', 'On macOS a command line cannot name the language.')
  const app = await apps.launch({ args: ['--lang=ko'] })
  await expect(html(app)).toHaveAttribute('lang', 'ko')
  expect(await menu(app)).toContain('편집')
})
