import { expect, test } from '../support/fixtures.js'

// The least that an app must do, by itself and in under a minute: the workflow has it run before all else.

test('the app starts, shows its page and quits', async ({ apps }) => {
  const { app, page, quit } = await apps.launch()
  await expect(page.getByRole('button', { name: 'Start a call' })).toBeVisible()
  await expect(page.getByText('Hosting')).toBeVisible()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
  const program = app.process()
  await quit()
  expect(program.exitCode).toBe(0)
})

test('the app from its sources has a folder of its own for its data', async ({ apps }) => {
  const { app } = await apps.launch()
  test.skip(await app.evaluate(({ app }) => app.isPackaged), 'This one is packaged.')
  expect(await app.evaluate(({ app }) => app.getName())).toBe('Lanline development')
})
