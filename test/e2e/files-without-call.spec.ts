import { writeFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, join } from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { takeMicrophones } from '../helpers/small-pictures.js'
import { downloadsOf } from './support/downloads.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { chooseAbout } from './support/start-screen.js'

const host = hostOfFile()
const newPage = pageOpener()

async function openFor(name: string, browser?: ChromiumOptions): Promise<Page> {
  const page = await newPage({}, browser)
  await takeMicrophones(page.context())
  await page.goto(host.page())
  await page.getByLabel('Your name').fill(name)
  return page
}

const filesDialog = (page: Page) => page.getByRole('dialog', { name: 'Files' })

async function sendTo(page: Page, name: string, file: string, text: string): Promise<void> {
  await chooseAbout(page, name, 'Send files…')
  await expect(filesDialog(page).getByRole('button', { name: 'Choose files…' })).toBeFocused()
  const path = test.info().outputPath(file)
  await writeFile(path, text)
  await filesDialog(page).locator('input[type=file]').setInputFiles(path)
}

test('somebody is sent a file without a call', async () => {
  const ann = await openFor('Ann', { devices: false })
  const bob = await openFor('Bob')

  await test.step('from the list, and one that they decline is not', async () => {
    await sendTo(ann, 'Bob', 'holiday.txt', 'the sea')
    await expect(ann.getByText('Waits for an answer')).toBeVisible()
    await expectNoViolations(ann)
    await keepScreenshot(ann, 'file for the list')
    await expect(bob.getByText('Ann wants to send you holiday.txt')).toBeVisible()
    await expectNoViolations(bob)
    await keepScreenshot(bob, 'file offered without a call')
    const saved = downloadsOf(bob)
    await bob.getByRole('button', { name: 'Accept holiday.txt' }).click()
    await expect(ann.getByText('Sent', { exact: true })).toBeVisible()
    expect((await saved()).toString()).toBe('the sea')

    await filesDialog(ann).getByRole('button', { name: 'Close' }).click()
    await sendTo(ann, 'Bob', 'mountains.txt', 'high')
    await bob.getByRole('button', { name: 'Decline mountains.txt' }).click()
    await expect(ann.getByText('Bob declined')).toBeVisible()
    await expect(bob.getByRole('button', { name: 'Start a call' })).toBeVisible()

    await keepScreenshot(bob, 'file that came without a call')
    await bob.getByRole('button', { name: '1 file that came' }).press('Enter')
    await expect(filesDialog(bob).getByText('Saved as holiday.txt')).toBeVisible()
    await filesDialog(bob).getByRole('button', { name: 'Clear what is over' }).click()
    await filesDialog(bob).getByRole('button', { name: 'Close' }).click()
    await expect(bob.getByRole('button', { name: '1 file that came' })).toHaveCount(0)
    await filesDialog(ann).getByRole('button', { name: 'Clear what is over' }).click()
    await filesDialog(ann).getByRole('button', { name: 'Close' }).click()
  })

  await test.step('from outside while they are in a call, which goes on', async () => {
    const cem = await openFor('Cem')
    await join(bob, 'Bob', 'standup')
    await join(cem, 'Cem', 'standup')
    await expectPictureMoves(bob)
    await sendTo(ann, 'Bob', 'plan.txt', 'at noon')
    const saved = downloadsOf(bob)
    await bob.getByRole('button', { name: 'Accept plan.txt' }).click()
    await expect(ann.getByText('Sent', { exact: true })).toBeVisible()
    expect((await saved()).toString()).toBe('at noon')
    await expectPictureMoves(bob)
    await expectPictureMoves(cem)
    await expect(cem.getByText('plan.txt')).toHaveCount(0)
  })
})
