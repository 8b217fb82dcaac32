import type { Page } from 'playwright'
import { expectCameraOn, join, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile({ capacity: 8 })
const newPage = pageOpener()
// They are sent as large as they are shown.
test.use({ hasSmallPictures: false })

async function open(name: string): Promise<Page> {
  const page = await newPage({ viewport: { width: 640, height: 480 } })
  await recordConnections(page)
  await page.goto(`http://localhost:${host.port}/`)
  await join(page, name, 'group')
  return page
}

/** Frames that each picture of another has shown. */
const framesShown = (page: Page) =>
  page
    .getByTestId('remote-video')
    .evaluateAll((videos) => (videos as HTMLVideoElement[]).map((it) => it.getVideoPlaybackQuality().totalVideoFrames))

/** Passes once as many others are there, and the picture of each moves. */
async function expectSeesAll(page: Page, others: number): Promise<void> {
  await expect.poll(() => framesShown(page)).toHaveLength(others)
  const before = await framesShown(page)
  await expect
    .poll(async () => (await framesShown(page)).every((frames, index) => frames > (before[index] ?? 0)))
    .toBe(true)
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

test('four see each other, each as large as they are shown; one leaves, another loads the page anew', async () => {
  // Twelve pictures are encoded and as many decoded.
  test.slow()
  const pages: Page[] = []
  for (const name of ['Ann', 'Bob', 'Cem', 'Dan']) pages.push(await open(name))
  const [ann, bob, cem, dan] = pages as [Page, Page, Page, Page]
  await Promise.all(pages.map((page) => expectSeesAll(page, 3)))
  // Tiles of a window of 480 lines, in quarters.
  for (const page of pages)
    await expect.poll(() => sendsAtMost(page)).toEqual({ bitrate: 2_100_000, lines: [270, 270, 270] })

  await dan.getByRole('button', { name: 'Hang up' }).click()
  const rest = [ann, bob, cem]
  await Promise.all(rest.map((page) => expectSeesAll(page, 2)))
  await bob.reload()
  await expectCameraOn(bob)
  await Promise.all(rest.map((page) => expectSeesAll(page, 2)))
  for (const page of rest)
    await expect.poll(async () => (await sendsAtMost(page)).bitrate).toBeLessThanOrEqual(5_000_000)
})
