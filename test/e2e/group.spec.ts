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

// One after the other: each of them needs most of a small machine.
test.describe.configure({ mode: 'default' })

async function open(name: string, room: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await newPage({ viewport: { width: 640, height: 480 } })
  await recordConnections(page)
  await prepare?.(page)
  await page.goto(`http://localhost:${host.port}/`)
  await join(page, name, room)
  return page
}

/** Frames that each picture of another has shown. */
const framesShown = (page: Page) =>
  page
    .getByTestId('remote-video')
    .evaluateAll((videos) => (videos as HTMLVideoElement[]).map((it) => it.getVideoPlaybackQuality().totalVideoFrames))

/** Playwright's own intervals grow to a second, in which all these pictures are sent on. */
const OFTEN = { intervals: [250] }

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

test('four see each other, each as large as they are shown; one leaves, another loads the page anew', async () => {
  // Twelve pictures are encoded and as many decoded.
  test.slow()
  const pages: Page[] = []
  for (const name of ['Ann', 'Bob', 'Cem', 'Dan']) pages.push(await open(name, 'four'))
  const [ann, bob, cem, dan] = pages as [Page, Page, Page, Page]
  await Promise.all(pages.map((page) => expectSeesAll(page, 3)))
  // Tiles of a window of 480 lines, in quarters.
  for (const page of pages) {
    await expect.poll(async () => (await sendsAtMost(page)).lines).toEqual([270, 270, 270])
    // 700,000 for each, and less for one whose link is poor, as on a machine that has other things to do.
    await expect.poll(async () => (await sendsAtMost(page)).bitrate).toBeLessThanOrEqual(2_100_000)
  }

  // Nothing is sent to a page that nobody sees.
  await dan.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  for (const page of [ann, bob, cem]) await expect.poll(() => paused(page)).toEqual([false, false, true])

  await dan.getByRole('button', { name: 'Hang up' }).click()
  const rest = [ann, bob, cem]
  await Promise.all(rest.map((page) => expectSeesAll(page, 2)))
  await bob.reload()
  await expectCameraOn(bob)
  await Promise.all(rest.map((page) => expectSeesAll(page, 2)))
  for (const page of rest)
    await expect.poll(async () => (await sendsAtMost(page)).bitrate).toBeLessThanOrEqual(5_000_000)
})

test('eight see each other; one leaves, another loads the page anew', async () => {
  // On two cores this leaves little for each of 56 pictures.
  test.slow()
  const withLittle = async (page: Page) => {
    await keepPicturesSmall(page.context())
    await takeMicrophones(page.context())
  }
  const pages: Page[] = []
  for (const name of ['Ann', 'Bob', 'Cem', 'Dan', 'Eva', 'Fay', 'Gus', 'Hal'])
    pages.push(await open(name, 'eight', withLittle))
  await Promise.all(pages.map((page) => expectSeesAll(page, 7)))

  const rest = pages.slice(0, -1)
  await pages.at(-1)?.getByRole('button', { name: 'Hang up' }).click()
  await Promise.all(rest.map((page) => expectSeesAll(page, 6)))
  const [again] = rest.slice(-1) as [Page]
  await again.reload()
  // First, so that the others look at its new picture.
  await expectSeesAll(again, 6)
  await Promise.all(rest.map((page) => expectSeesAll(page, 6)))
})
