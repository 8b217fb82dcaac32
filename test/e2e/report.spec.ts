import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { bridgeCalls, stubBridge } from '../helpers/bridge-stub.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { chooseHelp } from './support/start-screen.js'

const host = hostOfFile()
const newPage = pageOpener()

/** Where the network is checked, of a page that has been checked. */
async function check(page: Page): Promise<void> {
  await page.goto(host.page())
  await chooseHelp(page, 'Check my network')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Copy report' })).toBeVisible({ timeout: 20_000 })
}

const save = (page: Page) => page.getByRole('button', { name: 'Save report' })

test('in a browser the report is downloaded, with the signaling log', async () => {
  const page = await newPage()
  await check(page)
  await save(page).focus()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toBe('lanline-report.txt')
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toMatch(
    /^Lanline \d[\s\S]*Lanline signaling log\. IP addresses, connection secrets and chat are left out\./,
  )
  expect(text).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b/)
})

test('in the app the report is handed to the app, with the signaling log; that it was not saved can be read by everyone', async () => {
  const page = await newPage()
  await stubBridge(page, { saveReport: [true] })
  await check(page)
  await save(page).click()
  await expect
    .poll(() => bridgeCalls(page, 'saveReport'))
    .toEqual([['saveReport', expect.stringContaining('Lanline signaling log')]])
  await expect(page.getByRole('alert')).toHaveCount(0)

  await page.evaluate(() => Object.assign(window.lanline ?? {}, { saveReport: () => Promise.reject(new Error()) }))
  await save(page).click()
  await expect(page.getByRole('alert')).toHaveText('The report could not be saved. Choose another place.')
  await expectNoViolations(page)
})
