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
  const [bob, first] = [await open(await newPage()), await open(await newPage())]
  await join(bob, 'Bob', 'standup')
  await expectWaiting(bob)
  await join(first, 'Ann', 'standup')
  await expectPictureMoves(bob)
  await button(first, 'Mute microphone').click()

  const second = await open(await first.context().newPage())
  await join(second, 'Ann', 'standup')
  await expect(second.getByRole('heading', { name: 'Continue here?' })).toBeVisible()
  await keepScreenshot(second, 'continue here')
  await expectNoViolations(second)
  await button(second, 'Continue here').click()
  await expectPictureMoves(second)
  await expect(button(second, 'Unmute microphone')).toBeVisible()
  await expectPictureMoves(bob)
  await expect(bob.getByTestId('remote-video')).toHaveCount(1)

  await expect(first.getByRole('heading', { name: 'Your call goes on in another tab' })).toBeVisible()
  await keepScreenshot(first, 'call in another tab')
  await expectNoViolations(first)
  await button(first, 'Bring it back').click()
  await expectPictureMoves(first)
  await expectPictureMoves(bob)
  await expect(bob.getByTestId('remote-video')).toHaveCount(1)
  await expect(button(second, 'Bring it back')).toBeVisible()

  await button(first, 'Hang up').click()
  await expect(second.getByRole('heading', { name: 'The other tab has left the call' })).toBeVisible()
})
