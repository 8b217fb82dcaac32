import type { Page } from 'playwright'
import { expectCameraOn, join, recordConnections } from '../helpers/call-page.js'
import { keepPicturesSmall, takeMicrophones } from '../helpers/small-pictures.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile({ capacity: 8 })
const newPage = pageOpener()
// They are sent as large as they are shown.
test.use({ hasSmallPictures: false })

const [LARGE, SMALL] = [
  { width: 640, height: 480 },
  { width: 320, height: 240 },
]

/** The start screen of someone without a microphone; also with a small picture, unless they are Ann. */
async function open(name: string, viewport = SMALL): Promise<Page> {
  const page = await newPage({ viewport })
  await recordConnections(page)
  await takeMicrophones(page.context())
  if (name === 'Dan') await page.clock.install()
  if (name !== 'Ann') await keepPicturesSmall(page.context())
  await page.goto(`http://localhost:${host.port}/`)
  return page
}

/** Frames that each picture of another has shown. */
const framesShown = (page: Page) =>
  page
    .getByTestId('remote-video')
    .evaluateAll((videos) => (videos as HTMLVideoElement[]).map((it) => it.getVideoPlaybackQuality().totalVideoFrames))

/**
 * Playwright's own intervals grow to a second, in which all these pictures are sent on; and a machine that has other things
 * to do takes long until each of 56 pictures is on its way.
 */
const OFTEN = { intervals: [250], timeout: 90_000 }

/** Passes once as many others are there, and the picture of each moves. */
async function expectSeesAll(page: Page, others: number): Promise<void> {
  await expect.poll(() => framesShown(page), OFTEN).toHaveLength(others)
  let last = await framesShown(page)
  const moving = new Set<number>()
  // An element that was made anew begins to count anew.
  await expect
    .poll(async () => {
      const now = await framesShown(page)
      for (const [index, frames] of now.entries()) if (frames > (last[index] ?? 0)) moving.add(index)
      last = now
      return moving.size
    }, OFTEN)
    .toBe(others)
}

/** What goes out for the camera to all together at most, in bits per second, and how many lines each of the others gets. */
const sendsAtMost = (page: Page) =>
  page.evaluate(() => {
    const open = window.connections.filter(({ connectionState }) => connectionState === 'connected')
    const encodings = open.flatMap((connection) => {
      const sender = connection.getSenders().find(({ track }) => track?.kind === 'video')
      const [encoding] = sender?.getParameters().encodings ?? []
      return encoding ? [{ ...encoding, height: sender?.track?.getSettings().height ?? 0 }] : []
    })
    return {
      bitrate: encodings.reduce((sum, { maxBitrate = Number.POSITIVE_INFINITY }) => sum + maxBitrate, 0),
      lines: encodings.map(({ height, scaleResolutionDownBy = 1 }) => Math.round(height / scaleResolutionDownBy)),
    }
  })

/** Of which of the others, in the order in which they came, the camera's picture is held back. */
const paused = (page: Page) =>
  page.evaluate(() =>
    window.connections.map((connection) => {
      const sender = connection.getSenders().find(({ track }) => track?.kind === 'video')
      return sender?.getParameters().encodings[0]?.active === false
    }),
  )

const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })

test('a room grows from four to eight, and all see each other; one leaves, another loads the page anew', async () => {
  // On two cores this leaves little for each of 56 pictures.
  test.slow()
  const names = ['Ann', 'Bob', 'Cem', 'Dan', 'Eva', 'Fay', 'Gus', 'Hal']
  const pages: Page[] = []
  // All before the first of them sends anything.
  for (const name of names) pages.push(await open(name, name === 'Bob' ? LARGE : SMALL))
  const enter = async (first: number, end: number) => {
    for (const [index, page] of pages.slice(first, end).entries()) await join(page, names[first + index] ?? '', 'all')
  }
  await enter(0, 4)
  const four = pages.slice(0, 4)
  const [ann, bob, cem, dan] = four as [Page, Page, Page, Page]

  await test.step('each of four is sent as large as they are shown', async () => {
    await Promise.all(four.map((page) => expectSeesAll(page, 3)))
    // Tiles of windows of 480 and 240 lines, in quarters.
    await expect.poll(async () => (await sendsAtMost(ann)).lines).toEqual([270, 180, 180])
    // 700,000 and 350,000 for each, and less for one whose link is poor, as on a machine that has other things to do.
    await expect.poll(async () => (await sendsAtMost(ann)).bitrate).toBeLessThanOrEqual(1_400_000)
    for (const page of [bob, cem, dan])
      await expect.poll(async () => (await sendsAtMost(page)).bitrate).toBeLessThanOrEqual(3 * 350_000)
  })

  await test.step('nothing is sent to a page that nobody sees', async () => {
    await hide(dan)
    // A glance into another window takes less than ten seconds.
    await dan.clock.fastForward(11_000)
    for (const page of [ann, bob, cem]) await expect.poll(() => paused(page)).toEqual([false, false, true])
  })

  await test.step('eight see each other; one leaves, another loads the page anew', async () => {
    await dan.evaluate(() => Reflect.deleteProperty(document, 'visibilityState'))
    await enter(4, 8)
    await Promise.all(pages.map((page) => expectSeesAll(page, 7)))

    const rest = pages.slice(0, -1)
    const [again, gone] = pages.slice(-2) as [Page, Page]
    await gone.getByRole('button', { name: 'Hang up' }).click()
    await again.reload()
    // First, so that the others look at its new picture.
    await expectCameraOn(again)
    await expectSeesAll(again, 6)
    await Promise.all(rest.map((page) => expectSeesAll(page, 6)))
    await expect.poll(async () => (await sendsAtMost(ann)).bitrate).toBeLessThanOrEqual(6 * 350_000)
  })
})
