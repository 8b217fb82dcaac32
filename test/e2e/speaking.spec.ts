import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { expectLayoutHolds } from '../helpers/layout.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { syllables, writeSound } from '../helpers/sound-file.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

declare global {
  interface Window {
    /** Every clone that the page made of a track. */
    clones: MediaStreamTrack[]
  }
}

const host = hostOfFile()
const newPage = pageOpener()

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const ring = (page: Page, of: 'remote' | 'local') =>
  page.locator(`figure:has([data-testid="${of}-video"]) [data-speaking]`)
const expectSpeaks = (page: Page, of: 'remote' | 'local', speaks: boolean) =>
  expect(ring(page, of)).toHaveAttribute('data-speaking', String(speaks))

/** Where one's own picture floats over that of somebody else. */
const WIDE = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 844, height: 390 },
]

/** Someone who talks all the time. */
async function openTalker(sound: string): Promise<Page> {
  writeSound(sound, syllables)
  const page = await newPage({}, { args: [`--use-file-for-fake-audio-capture=${sound}`] })
  await page.addInitScript(() => {
    window.clones = []
    const { clone } = MediaStreamTrack.prototype
    MediaStreamTrack.prototype.clone = function () {
      const copy = clone.call(this)
      window.clones.push(copy)
      return copy
    }
  })
  await page.goto(`http://localhost:${host.port}/`)
  return page
}

test('two people talk all the time', async () => {
  const sound = test.info().outputPath('talk.wav')
  const [ann, bob] = [await openTalker(sound), await openTalker(sound)]
  const level = button(bob, 'Mute microphone').locator('[style*="--level"]')
  const isHeard = () =>
    expect
      .poll(async () => Number(await level.evaluate((it) => it.style.getPropertyValue('--level'))))
      .toBeGreaterThan(0)
  // Before the call too, once the person has touched the page.
  await bob.getByRole('heading').first().click()
  await isHeard()
  await join(ann, 'Ann', 'talk')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'talk')
  await expectPictureMoves(ann)

  await test.step('who speaks is marked', async () => {
    await expectSpeaks(ann, 'remote', true)
    await expectSpeaks(bob, 'local', true)
    await isHeard()
    await keepScreenshot(ann, 'somebody speaks')
  })

  await test.step('two machines that hear the same are said to be in one room, and one press mutes one of them', async () => {
    const told = ann.getByText('You and Bob seem to be in one room')
    // Six seconds are compared, once there is sound both ways.
    await expect(told).toBeVisible({ timeout: 30_000 })
    await keepScreenshot(ann, 'two in one room')
    await expectLayoutHolds(ann, 'two in one room', WIDE)
    await expectNoViolations(ann)
    await button(ann, 'Mute me').click()
    await expect(button(ann, 'Unmute microphone')).toBeVisible()
    await expect(told).toBeHidden()
  })

  await test.step('whoever is muted is told, and Space is held to talk', async () => {
    await button(bob, 'Mute microphone').click()
    const told = bob.getByRole('button', { name: 'You are muted' })
    await expect(told).toBeVisible()
    await expectSpeaks(ann, 'remote', false)
    await expectSpeaks(bob, 'local', false)
    await keepScreenshot(bob, 'muted and talking')
    await expectNoViolations(bob)

    await bob.keyboard.down('Space')
    await expectSpeaks(ann, 'remote', true)
    await expect(told).toBeHidden()
    await bob.keyboard.up('Space')
    await expect(button(bob, 'Unmute microphone')).toBeVisible()
    await expectSpeaks(ann, 'remote', false)

    await button(bob, 'Chat').click()
    await bob.getByRole('textbox', { name: 'Message' }).press('Space')
    await expect(button(bob, 'Unmute microphone')).toBeVisible()
    await expect(bob.getByRole('textbox', { name: 'Message' })).toHaveValue(' ')
  })

  await test.step('no microphone is listened to once the call is over', async () => {
    await button(bob, 'Hang up').click()
    const states = () => bob.evaluate(() => [...new Set(window.clones.map(({ readyState }) => readyState))])
    await expect.poll(states).toEqual(['ended'])
  })
})
