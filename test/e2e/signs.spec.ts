import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const PHONE = { width: 390, height: 844 }

const host = hostOfFile({ capacity: 8 })
const newPage = pageOpener()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function choose(page: Page, name: string): Promise<void> {
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

/** How many locks keep this page's screen on. */
async function watchLocks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let held = 0
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async () => {
          held++
          return { release: async () => void held-- }
        },
      },
    })
    Object.assign(window, { heldLocks: () => held })
  })
  return () => page.evaluate(() => (window as unknown as { heldLocks(): number }).heldLocks())
}

test('one’s own picture is as in a mirror, or as the others see it', async () => {
  const page = await newPage()
  await page.goto(`http://localhost:${host.port}/`)
  const isMirrored = () =>
    page.getByTestId('local-video').evaluate((video) => new DOMMatrix(getComputedStyle(video).transform).a < 0)
  expect(await isMirrored()).toBe(true)
  await button(page, 'Settings').click()
  await page.getByLabel('Show me my own picture as in a mirror').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect.poll(isMirrored).toBe(false)
})

test('people react, raise their hand, are turned down by one alone, and the page is not closed unasked', async () => {
  test.slow()
  const [ann, bob] = [await newPage(), await newPage()]
  for (const page of [ann, bob]) {
    // So that a busy machine has time to look at a reaction.
    await page.addInitScript(() => {
      const { setTimeout: later } = window
      Object.assign(window, { setTimeout: (act: TimerHandler, ms?: number) => later(act, ms === 4_000 ? 600_000 : ms) })
    })
    await page.goto(`http://localhost:${host.port}/`)
  }
  const locks = await watchLocks(ann)
  await join(ann, 'Ann', 'signs')
  await expectWaiting(ann)
  expect(await locks()).toBe(0)
  // Of the two pictures one is looked at.
  await button(bob, 'Turn off camera').click()
  await join(bob, 'Bob', 'signs')
  await expectPictureMoves(bob)

  await expect.poll(locks).toBe(1)

  await choose(bob, 'Raise hand')
  await expect(ann.getByRole('img', { name: 'Hand raised' })).toBeVisible()
  await choose(bob, 'Heart')
  await choose(bob, 'Party')
  await expect(ann.getByRole('img', { name: 'Heart' })).toHaveCount(1)
  await expect(bob.getByRole('img', { name: 'Party' })).toHaveCount(1)

  await ann.mouse.move(600, 300)
  await button(ann, 'Volume of Bob').click()
  await ann.getByRole('slider', { name: 'Volume of Bob' }).fill('30')
  const volumes = () => ann.evaluate(() => [...document.querySelectorAll('audio')].map(({ volume }) => volume))
  await expect.poll(volumes).toEqual([0.3])
  await expectNoViolations(ann)
  await ann.setViewportSize(PHONE)
  await keepScreenshot(ann, 'signs and volume, phone')
  await button(ann, 'More').click()
  await expect(ann.getByRole('menuitem', { name: 'Raise hand' })).toBeVisible()
  await keepScreenshot(ann, 'reactions menu, phone')
  await ann.keyboard.press('Escape')
  await choose(bob, 'Lower hand')
  await expect(ann.getByRole('img', { name: 'Hand raised' })).toHaveCount(0)

  // Pretend microphones beep alike.
  await expect(ann.getByText('seem to be in one room')).toHaveCount(0)

  const asked = ann.waitForEvent('dialog')
  await ann.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await expectPictureMoves(bob)

  await button(ann, 'Hang up').click()
  await expect(ann.getByRole('heading', { name: 'You left signs' })).toBeVisible()
  await expect.poll(locks).toBe(0)
  const closed = ann.waitForEvent('close')
  await ann.close({ runBeforeUnload: true })
  await closed
})

test('the operator mutes one person and then everyone, who alone turn themselves on again', async () => {
  test.slow()
  const [ann, bob, carl] = [await newPage(), await newPage(), await newPage()]
  await ann.goto(host.page())
  await button(ann, 'Turn off camera').click()
  await join(ann, 'Ann', 'quiet')
  await expectWaiting(ann)
  for (const [page, name] of [
    [bob, 'Bob'],
    [carl, 'Carl'],
  ] as const) {
    await page.goto(`http://localhost:${host.port}/`)
    // Nobody looks, which costs half as much.
    await button(page, 'Turn off camera').click()
    await join(page, name, 'quiet')
  }

  await button(ann, 'People').click()
  const panel = ann.getByRole('complementary', { name: 'People' })
  await expect(panel.getByRole('button', { name: 'Mute Carl' })).toBeVisible()
  const bobs = panel.getByRole('listitem').filter({ hasText: 'Bob' })
  await bobs.getByRole('button', { name: 'Mute Bob' }).click()
  await expect(button(bob, 'Unmute microphone')).toBeVisible()
  await expect(bobs.getByRole('button', { name: 'Muted' })).toBeVisible()
  await button(bob, 'Chat').click()
  await expect(bob.getByRole('complementary', { name: 'Chat' }).getByText('Ann has muted you.')).toBeVisible()
  await expect(button(carl, 'Mute microphone')).toBeVisible()
  await button(carl, 'People').click()
  await expect(carl.getByRole('complementary', { name: 'People' }).getByText('Bob')).toBeVisible()
  await expect(carl.getByRole('button', { name: /^Mute (Ann|Bob|everyone)$/ })).toHaveCount(0)
  await keepScreenshot(ann, 'people, to be muted')
  await expectNoViolations(ann)

  await button(bob, 'Unmute microphone').click()
  await expect(bobs.getByRole('button', { name: 'Mute Bob' })).toBeVisible()
  await panel.getByRole('button', { name: 'Mute everyone' }).click()
  for (const page of [bob, carl]) await expect(button(page, 'Unmute microphone')).toBeVisible()
  await expect(button(ann, 'Mute microphone')).toBeVisible()
})
