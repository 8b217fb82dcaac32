import type { Page } from 'playwright'
import { expectNoViolations, inEveryLook } from '../helpers/accessibility.js'
import { bridgeCalls, emitFromApp, stubBridge, stubScreens } from '../helpers/bridge-stub.js'
import { expectPictureMoves, expectWaiting, join, received, recordConnections } from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { expectLayoutHolds } from '../helpers/layout.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { showSilentFilm } from '../helpers/silent-film.js'
import { takeMicrophones } from '../helpers/small-pictures.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

declare global {
  interface Window {
    /** What the browser captured last. */
    captured?: MediaStream
  }
}

const host = hostOfFile()
const newPage = pageOpener()

/** `prepare` may meddle with the page before it is loaded. */
async function open(prepare?: (page: Page) => Promise<unknown>, browser?: ChromiumOptions): Promise<Page> {
  const page = await newPage({}, browser)
  await recordConnections(page)
  // All that sounds is what is shared.
  await takeMicrophones(page.context())
  await page.addInitScript(() => {
    const { mediaDevices } = navigator
    const getDisplayMedia = mediaDevices.getDisplayMedia.bind(mediaDevices)
    mediaDevices.getDisplayMedia = async (options) => {
      window.captured = await getDisplayMedia(options)
      // As where the system leaves out of a screen's sound what the page plays, which Linux does not.
      for (const sound of window.captured.getAudioTracks()) {
        const settings = sound.getSettings()
        sound.getSettings = () => ({ ...settings, restrictOwnAudio: true })
      }
      return window.captured
    }
  })
  await prepare?.(page)
  await page.goto(host.page())
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const screenOn = (page: Page) => page.getByTestId('remote-screen')
const widthOf = async (page: Page, testId: string) => (await page.getByTestId(testId).boundingBox())?.width ?? 0
const isCaptured = (page: Page) => page.evaluate(() => window.captured?.getTracks().map(({ readyState }) => readyState))
/** The offer or answer that the other side sent last, which is another after every negotiation. */
const negotiated = (page: Page) => page.evaluate(() => window.connections.at(-1)?.currentRemoteDescription?.sdp)

async function share(page: Page): Promise<void> {
  await button(page, 'Share screen').click()
  await expect(page.getByText('You are sharing your screen')).toBeVisible()
}

test('a screen is shared in a call of two', async () => {
  const [ann, bob] = [await open(), await open()]
  await join(ann, 'Ann', 'two')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'two')
  await expectPictureMoves(ann)
  await expectPictureMoves(bob)

  await test.step('it takes the stage, whole, with the camera and its sound beside it', async () => {
    const before = [await negotiated(ann), await negotiated(bob)]
    await share(ann)
    await expectPictureMoves(bob, 'remote-screen')
    await expectPictureMoves(bob)
    await expect(bob.getByText('Ann’s screen')).toBeVisible()
    await expect(screenOn(bob)).toHaveCSS('object-fit', 'contain')
    expect(await widthOf(bob, 'remote-screen')).toBeGreaterThan(3 * (await widthOf(bob, 'remote-video')))
    await expect(screenOn(ann)).toHaveCount(0)
    const whole = await widthOf(bob, 'remote-screen')
    await button(bob, 'Full screen').press('+')
    await expect.poll(() => widthOf(bob, 'remote-screen')).toBeGreaterThan(1.2 * whole)
    await button(bob, 'Full screen').press('0')
    await expect.poll(() => widthOf(bob, 'remote-screen')).toBe(whole)
    await button(bob, 'Fill').click()
    await expect(screenOn(bob)).toHaveCSS('object-fit', 'cover')
    await button(bob, 'Fit').click()
    await expect(screenOn(bob)).toHaveCSS('object-fit', 'contain')

    const { audioEnergy } = await received(bob)
    await expect.poll(async () => (await received(bob)).audioEnergy).toBeGreaterThan(audioEnergy + 0.01)
    await expectNoViolations(bob)

    await button(ann, 'Stop sharing').click()
    await expect(screenOn(bob)).toHaveCount(0)
    await expect(button(ann, 'Share screen')).toBeVisible()
    expect(await isCaptured(ann)).toEqual(['ended', 'ended'])
    await expect.poll(() => widthOf(bob, 'remote-video')).toBeCloseTo(1280)
    expect([await negotiated(ann), await negotiated(bob)]).toEqual(before)
  })

  await test.step('the note of whoever shares shows what they share, and stops it', async () => {
    await share(ann)
    await expectPictureMoves(ann, 'shared-screen')
    await expect(screenOn(bob)).toHaveCount(1)
    await button(ann, 'Stop').click()
    await expect(screenOn(bob)).toHaveCount(0)
    await expect(ann.getByTestId('shared-screen')).toHaveCount(0)
  })

  await test.step('both can share at once, and a page that is loaded anew sees what is shared', async () => {
    await share(ann)
    await share(bob)
    await expectPictureMoves(ann, 'remote-screen')
    await expectPictureMoves(bob, 'remote-screen')
    await expectPictureMoves(ann)

    await bob.reload()
    await expect(screenOn(ann)).toHaveCount(0)
    await expectPictureMoves(bob, 'remote-screen')
    await expectPictureMoves(bob)
    await expect(button(bob, 'Share screen')).toBeVisible()
    await expect(screenOn(ann)).toHaveCount(0)
  })

  await test.step('the browser’s own button ends sharing, and so does hanging up', async () => {
    await ann.evaluate(() => window.captured?.getVideoTracks()[0]?.dispatchEvent(new Event('ended')))
    await expect(screenOn(bob)).toHaveCount(0)
    await expect(button(ann, 'Share screen')).toBeVisible()
    expect(await isCaptured(ann)).toEqual(['ended', 'ended'])

    await share(ann)
    await expectPictureMoves(bob, 'remote-screen')
    await button(ann, 'Hang up').click()
    await expectWaiting(bob)
    expect(await isCaptured(ann)).toEqual(['ended', 'ended'])
    await button(ann, 'Rejoin').click()
    await expectPictureMoves(ann)
    await expect(button(ann, 'Share screen')).toBeVisible()
    await expect(screenOn(bob)).toHaveCount(0)
  })
})

test('whoever shares a film without its sound is told so, and what helps', async () => {
  const ann = await open(async (page) => {
    await page.clock.install()
    await page.addInitScript(showSilentFilm)
  })
  const bob = await open(undefined, { devices: false })
  await join(ann, 'Ann', 'silent')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'silent')
  await expectPictureMoves(bob)
  await share(ann)
  const told = ann.getByText('The others do not hear the sound of this computer.')
  // It counts as a film after two looks in a row, five seconds each.
  await expect(async () => {
    await ann.clock.fastForward(5_000)
    await expect(told).toHaveText(/They do if you share the tab that plays it, with its sound\.$/, { timeout: 500 })
  }).toPass()
  await expectNoViolations(ann)
  await expectLayoutHolds(ann, 'a film without sound')
  await inEveryLook(ann, (look) => keepScreenshot(ann, `a film without sound, ${look}`))
  await button(ann, 'Stop sharing').click()
  await expect(told).toHaveCount(0)
})

test('whoever cancels is told nothing; a screen that is refused or fails is said for a while', async () => {
  const ann = await open((page) => page.clock.install())
  await join(ann, 'Ann', 'refused')
  await expectWaiting(ann)
  const failWith = (name: string, message: string) =>
    ann.evaluate(
      ([name, message]) => {
        const { mediaDevices } = navigator
        const { getDisplayMedia } = mediaDevices
        mediaDevices.getDisplayMedia = () => {
          mediaDevices.getDisplayMedia = getDisplayMedia
          return Promise.reject(new DOMException(message, name))
        }
      },
      [name, message] as const,
    )

  await failWith('NotReadableError', 'Could not start video source')
  await button(ann, 'Share screen').click()
  await expect(ann.getByRole('alert')).toContainText('could not be shared')
  await failWith('NotAllowedError', 'Permission denied')
  await button(ann, 'Share screen').click()
  await expect(ann.getByRole('alert')).toHaveCount(0)

  await failWith('NotAllowedError', 'Permission denied by system')
  await button(ann, 'Share screen').click()
  await expect(ann.getByRole('alert')).toContainText('The system does not let the screen be shared.')
  await expect(ann.getByRole('alert').getByRole('button')).toHaveCount(0)
  await ann.clock.fastForward(13_000)
  await expect(ann.getByRole('alert')).toHaveCount(0)
  await expect(button(ann, 'Share screen')).toBeVisible()

  await test.step('what is chosen only after hanging up is let go', async () => {
    await ann.evaluate(() => {
      const { mediaDevices } = navigator
      const getDisplayMedia = mediaDevices.getDisplayMedia.bind(mediaDevices)
      mediaDevices.getDisplayMedia = async (options) => {
        await new Promise((resolve) => addEventListener('choose', resolve, { once: true }))
        return getDisplayMedia(options)
      }
    })
    await button(ann, 'Share screen').click()
    await button(ann, 'Hang up').click()
    await ann.evaluate(() => dispatchEvent(new Event('choose')))
    await expect.poll(() => isCaptured(ann)).toEqual(['ended', 'ended'])
  })

  await test.step('a browser that can share no screen offers nothing of it', async () => {
    await ann.addInitScript(() => Object.assign(navigator.mediaDevices, { getDisplayMedia: undefined }))
    await ann.reload()
    await join(ann, 'Ann', 'phone')
    await expectWaiting(ann)
    await expect(button(ann, 'Chat')).toBeVisible()
    await expect(button(ann, 'Share screen')).toHaveCount(0)
  })
})

const PIXEL =
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><path fill="teal" d="M0 0h16v10H0z"/></svg>'
const SOURCES = [
  { id: 'window:1:0', name: 'Notes', kind: 'window' as const, thumbnail: PIXEL, icon: PIXEL },
  { id: 'window:2:0', name: 'A spreadsheet with quite a long name.ods', kind: 'window' as const, thumbnail: PIXEL },
  { id: 'screen:0:0', name: 'Screen 1', kind: 'screen' as const, thumbnail: PIXEL },
  { id: 'screen:1:0', name: 'Screen 2', kind: 'screen' as const, thumbnail: PIXEL },
]

const picker = (page: Page) => page.getByRole('dialog', { name: 'Share your screen' })

test('in the app a person chooses what to share', async () => {
  const ann = await open(async (page) => {
    await stubBridge(page)
    await stubScreens(page, { sources: SOURCES, canShareSound: true })
  })
  await join(ann, 'Ann', 'app')
  await expectWaiting(ann)
  const answers = () => bridgeCalls(ann, 'pickScreen')

  await test.step('by keyboard', async () => {
    await button(ann, 'Share screen').press('Enter')
    await expect(picker(ann).getByRole('radio', { name: 'Screen 1' })).toBeFocused()
    await expectNoViolations(ann)
    await inEveryLook(ann, (look) => keepScreenshot(ann, `screen picker, ${look}`))
    for (const name of ['Screen 2', 'Notes']) {
      await ann.keyboard.press('ArrowRight')
      await expect(picker(ann).getByRole('radio', { name })).toBeChecked()
    }
    await ann.keyboard.press('Tab')
    await ann.keyboard.press('Space')
    await expect(picker(ann).getByRole('checkbox', { name: 'Share the computer’s sound too' })).toBeChecked()
    await ann.keyboard.press('Enter')
    await expect(ann.getByText('You are sharing your screen')).toBeVisible()
    expect(await answers()).toEqual([['pickScreen', { id: 'window:1:0', audio: true }]])
    await expect(button(ann, 'Stop sharing')).toBeFocused()
    await button(ann, 'Stop sharing').click()
  })

  await test.step('by mouse', async () => {
    await button(ann, 'Share screen').click()
    await emitFromApp(ann, 'pick-screen', { sources: SOURCES, canShareSound: false })
    await expect(picker(ann)).toContainText('The computer’s sound cannot go along on this system.')
    await expect(picker(ann).getByRole('group', { name: 'Screens' }).getByRole('radio')).toHaveCount(2)
    await picker(ann).getByText('Notes').click()
    await expect(picker(ann).getByRole('radio', { name: 'Notes' })).toBeChecked()
    await picker(ann).getByRole('button', { name: 'Share' }).click()
    await expect(ann.getByText('You are sharing your screen')).toBeVisible()
    await expect(picker(ann)).toHaveCount(0)
    expect((await answers()).slice(1)).toEqual([['pickScreen', { id: 'window:1:0', audio: false }]])
    await button(ann, 'Stop sharing').click()
  })

  await test.step('or nothing, and shares nothing', async () => {
    await button(ann, 'Share screen').click()
    await emitFromApp(ann, 'pick-screen', { sources: [], canShareSound: true })
    await expect(picker(ann)).toContainText('There is no screen and no window that could be shared.')
    await expect(picker(ann).getByRole('button', { name: 'Share' })).toBeDisabled()
    await picker(ann).getByRole('button', { name: 'Cancel' }).click()
    await expect(picker(ann)).toHaveCount(0)
    await button(ann, 'Share screen').click()
    await expect(picker(ann)).toBeVisible()
    await ann.keyboard.press('Escape')
    await expect(picker(ann)).toHaveCount(0)
    await expect(button(ann, 'Share screen')).toBeFocused()
    const nothing = ['pickScreen', null]
    // The browser closes the dialog and gives the focus back a moment before it tells the page.
    await expect.poll(async () => (await answers()).slice(2)).toEqual([nothing, nothing])
    await emitFromApp(ann, 'pick-screen', { sources: SOURCES, canShareSound: false })
    await expect.poll(async () => (await answers()).slice(2)).toEqual([nothing, nothing, nothing])
    await expect(picker(ann)).toHaveCount(0)
    await expect(ann.getByRole('alert')).toHaveCount(0)
  })
})

test('in the app on a Mac the system lets a screen be shared, or not', async () => {
  const ann = await open((page) => stubBridge(page))
  await join(ann, 'Ann', 'mac')
  const shareButton = button(ann, 'Share screen')
  /** Has the app be on macOS of this version, where a picker of the system fails at the event `picker-fails`. */
  const beOnMac = (platformVersion: string) =>
    ann.evaluate((platformVersion) => {
      const getHighEntropyValues = async () => ({ platform: 'macOS', platformVersion })
      Object.defineProperty(navigator, 'userAgentData', { value: { getHighEntropyValues }, configurable: true })
      const { mediaDevices } = navigator
      const { getDisplayMedia } = mediaDevices
      mediaDevices.getDisplayMedia = () => {
        mediaDevices.getDisplayMedia = getDisplayMedia
        return new Promise((_, reject) => {
          addEventListener('picker-fails', () => reject(new DOMException('Error', 'AbortError')), { once: true })
        })
      }
    }, platformVersion)
  const failPicker = () => ann.evaluate(() => dispatchEvent(new Event('picker-fails')))

  await test.step('whoever is refused has the way to allow it a press away', async () => {
    await beOnMac('14.6.1')
    await shareButton.click()
    await failPicker()
    await expect(ann.getByRole('alert')).toContainText('The system does not let the screen be shared.')
    await button(ann, 'Open system settings').click()
    expect(await bridgeCalls(ann, 'openPrivacySettings')).toEqual([['openPrivacySettings', 'screen']])
    await expectNoViolations(ann)
    await inEveryLook(ann, (look) => keepScreenshot(ann, `screen refused, ${look}`))
  })

  await test.step('whoever cancels a picker of the system is told nothing', async () => {
    await beOnMac('15.0.0')
    await shareButton.click()
    await expect(shareButton).toHaveAttribute('aria-busy', 'true')
    await failPicker()
    await expect(shareButton).toHaveAttribute('aria-busy', 'false')
    await expect(ann.getByRole('alert')).toHaveCount(0)
  })

  await test.step('where that picker tells of nothing, a press gives it up and the next one asks again', async () => {
    await beOnMac('15.0.0')
    await shareButton.click()
    await expect(shareButton).toHaveAttribute('aria-busy', 'true')
    await shareButton.click()
    await expect(shareButton).toHaveAttribute('aria-busy', 'false')
    await failPicker()
    await expect(ann.getByRole('alert')).toHaveCount(0)
    await shareButton.click()
    await expect(ann.getByText('You are sharing your screen')).toBeVisible()
  })
})
