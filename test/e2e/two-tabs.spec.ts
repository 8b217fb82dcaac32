import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile({ capacity: 8 })
const newPage = pageOpener()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function open(page: Page): Promise<Page> {
  await page.goto(`http://localhost:${host.port}/`)
  return page
}

test('a call moves from one tab of a browser to another and back, and the others see one person', async () => {
  const first = await open(await newPage())
  await join(first, 'Ann', 'standup')
  await expectWaiting(first)
  await button(first, 'Mute microphone').click()
  const second = await open(await first.context().newPage())
  await join(second, 'Ann', 'standup')
  await expect(second.getByRole('heading', { name: 'Continue here?' })).toBeVisible()
  await expectNoViolations(second)

  const bob = await open(await newPage())
  await join(bob, 'Bob', 'standup')
  await expectPictureMoves(bob)
  await button(second, 'Continue here').click()
  await expectPictureMoves(second)
  await expect(button(second, 'Unmute microphone')).toBeVisible()
  await expectPictureMoves(bob)
  await expect(bob.getByTestId('remote-video')).toHaveCount(1)

  await expect(first.getByRole('heading', { name: 'Your call goes on in another tab' })).toBeVisible()
  await button(first, 'Bring it back').click()
  await expectPictureMoves(first)
  await expectPictureMoves(bob)
  await expect(bob.getByTestId('remote-video')).toHaveCount(1)
  await button(bob, 'Hang up').click()
  await expect(second.getByRole('heading', { name: 'Your call goes on in another tab' })).toBeVisible()
  await expect(button(second, 'Bring it back')).toBeVisible()
  await keepScreenshot(second, 'call in another tab')
  await expectNoViolations(second)

  await button(first, 'Hang up').click()
  await expect(second.getByRole('heading', { name: 'The other tab has left the call' })).toBeVisible()
})
