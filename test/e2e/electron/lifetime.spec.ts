import { expectPictureMoves, expectWaiting, join } from '../../helpers/call-page.js'
import type { LaunchedApp } from '../electron-apps.js'
import { expect, test } from '../fixtures.js'
import { moveTo } from '../move-to.js'

/** Which room the page offers, asked of the main process: Playwright gives a page up that has crashed once. */
const offeredRoom = ({ app }: LaunchedApp) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents || contents.isCrashed() || contents.isLoading()) return undefined
    const fields = '[...document.querySelectorAll("label")]'
    const value = `${fields}.find((label) => label.textContent === 'Room')?.querySelector('input')?.value`
    return (await contents.executeJavaScript(value)) as string | undefined
  })

test('quitting in a call ends it for the other side at once', async ({ apps }) => {
  const [ann, bob] = [await apps.launch(), await apps.launch()]
  await moveTo(bob.page, new URL(ann.page.url()).host)
  await join(ann.page, 'Ann', 'standup')
  await expectWaiting(ann.page)
  await join(bob.page, 'Bob', 'standup')
  await expectPictureMoves(ann.page)

  const program = bob.app.process()
  await bob.quit()
  expect(program.exitCode).toBe(0)
  // Sooner than the host gives up a person whom it has lost.
  await expect(ann.page.getByRole('status')).toContainText('Bob left', { timeout: 5_000 })
})

test('settings survive a restart', async ({ apps }) => {
  const profile = await apps.newProfile()
  const before = await apps.launch({ profile })
  const open = ({ page }: LaunchedApp) => page.getByRole('button', { name: 'Settings' }).click()
  const quality = ({ page }: LaunchedApp) => page.getByLabel('Picture quality')
  await before.page.getByLabel('Your name').fill('Ann')
  await open(before)
  await quality(before).selectOption('saving')
  await before.page.getByRole('button', { name: 'Save' }).click()
  await expect(quality(before)).toBeHidden()
  await before.quit()

  const after = await apps.launch({ profile })
  await expect(after.page.getByLabel('Your name')).toHaveValue('Ann')
  await open(after)
  await expect(quality(after)).toHaveValue('saving')
})

test('a page that has crashed comes back with its room', async ({ apps }) => {
  const ann = await apps.launch()
  await join(ann.page, 'Ann', 'standup')
  await expectWaiting(ann.page)
  await ann.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(() => offeredRoom(ann)).toBe('standup')
})
