import type { LaunchedApp } from '../support/electron-apps.js'
import { expect, test } from '../support/fixtures.js'

const ELSEWHERE = 'http://elsewhere.invalid/'

/** The addresses that the app hands to the system's browser from now on, which does not get them. */
const openedOutside = ({ app }: LaunchedApp) =>
  app.evaluateHandle(({ shell }) => {
    const opened: string[] = []
    shell.openExternal = async (url) => {
      opened.push(url)
    }
    return opened
  })

test('the window stays with its page', async ({ apps }) => {
  const { app, page } = await apps.launch()
  const url = page.url()
  const attempts = await app.evaluateHandle(({ BrowserWindow }) => {
    const attempts: [url: string, isPrevented: boolean][] = []
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) => {
      attempts.push([event.url, event.defaultPrevented])
    })
    return attempts
  })
  await page.evaluate((elsewhere) => location.assign(elsewhere), ELSEWHERE)
  await expect.poll(() => attempts.jsonValue()).toEqual([[ELSEWHERE, true]])
  expect(page.url()).toBe(url)
  await expect(page.getByRole('button', { name: 'Start a call' })).toBeVisible()
})

test('no window opens, and only web addresses go to the browser', async ({ apps }) => {
  const launched = await apps.launch()
  const opened = await openedOutside(launched)
  const { app, page } = launched
  for (const url of ['about:blank', 'file:///etc/passwd', 'lanline://localhost/', ELSEWHERE]) {
    expect(await page.evaluate((url) => window.open(url) === null, url)).toBe(true)
  }
  await expect.poll(() => opened.jsonValue()).toEqual([ELSEWHERE])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
