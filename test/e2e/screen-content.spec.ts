import type { Page } from 'playwright'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { takeMicrophones } from '../helpers/small-pictures.js'
import { shareTwoTones, TWO_TONES, tonesOf } from '../helpers/two-tones.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { openStart, pageOpener } from './support/pages.js'

// What goes with a shared screen, and how it is sent.

declare global {
  interface Window {
    /** How many pictures of the shared screen are new in each second. */
    screenRate: number
  }
}

const host = hostOfFile()
const newPage = pageOpener()

const open = (prepare: (page: Page) => Promise<unknown>) =>
  openStart(newPage, host, async (page) => {
    await takeMicrophones(page.context())
    await prepare(page)
  })

/** The offer or answer that the other side sent last, which is another after every negotiation. */
const negotiated = (page: Page) => page.evaluate(() => window.connections.at(-1)?.currentRemoteDescription?.sdp)

async function share(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share screen', exact: true }).click()
  await expect(page.getByText('You are sharing your screen')).toBeVisible()
}

/** Has the screen that is shared be one of 4K, which changes as often as `screenRate` says. */
const shareLargeScreen = (page: Page) =>
  page.addInitScript(() => {
    window.screenRate = 1
    const { mediaDevices } = navigator
    const getDisplayMedia = mediaDevices.getDisplayMedia.bind(mediaDevices)
    mediaDevices.getDisplayMedia = async (options) => {
      const stream = await getDisplayMedia(options)
      let [frames, at] = [0, performance.now()]
      const count = () => {
        const now = performance.now()
        frames += ((now - at) / 1_000) * window.screenRate
        at = now
        return { deliveredFrames: frames }
      }
      for (const track of stream.getVideoTracks()) {
        track.getSettings = () => ({ width: 3_840, height: 2_160 })
        Object.defineProperty(track, 'stats', { get: count })
      }
      return stream
    }
  })

/** What the camera and the screen are sent with, and what gives way last. */
const sentWith = (page: Page) =>
  page.evaluate(() => {
    const [, camera, screen] = window.connections.at(-1)?.getSenders() ?? []
    const [ofCamera, ofScreen] = [camera, screen].map((sender) => {
      const { encodings, degradationPreference } = sender?.getParameters() ?? {}
      const { active, maxFramerate = 0, scaleResolutionDownBy: scale = 1 } = encodings?.[0] ?? {}
      return { active, maxFramerate, isSmaller: scale > 1, degradationPreference }
    })
    return { camera: ofCamera, screen: ofScreen, shows: screen?.track?.contentHint }
  })

test('what is shared goes as what it is', async () => {
  const ann = await open(async (page) => {
    await page.clock.install()
    await shareTwoTones(page)
    await shareLargeScreen(page)
  })
  const bob = await open(shareTwoTones)
  await join(ann, 'Ann', 'shared')
  await expectWaiting(ann)
  // It is Bob who makes the first offer.
  await join(bob, 'Bob', 'shared')
  await expectPictureMoves(ann)
  await expectPictureMoves(bob)

  await test.step('it sounds in stereo on the other side, whoever offered, and sharing it negotiates nothing', async () => {
    const before = [await negotiated(ann), await negotiated(bob)]
    for (const [sharing, other] of [
      [bob, ann],
      [ann, bob],
    ] as const) {
      await share(sharing)
      await expectPictureMoves(other, 'remote-screen')
      await expect.poll(() => tonesOf(other, 'screen')).toEqual(TWO_TONES)
    }
    expect([await negotiated(ann), await negotiated(bob)]).toEqual(before)
    await bob.getByRole('button', { name: 'Stop sharing', exact: true }).click()
  })

  await test.step('beside a live camera a film keeps its 30 frames a second and gives up lines, where text gives up frames', async () => {
    const text = { active: true, maxFramerate: 5, degradationPreference: 'maintain-resolution' }
    await expect.poll(() => sentWith(ann)).toMatchObject({ camera: { active: true }, screen: text, shows: 'detail' })

    await ann.evaluate(() => {
      window.screenRate = 25
    })
    const film = { active: true, maxFramerate: 30, isSmaller: true, degradationPreference: 'maintain-framerate' }
    // It counts as a film after two looks in a row, five seconds each.
    const later = async () => {
      await ann.clock.fastForward(5_000)
      return sentWith(ann)
    }
    await expect.poll(later).toMatchObject({ camera: { active: true }, screen: film, shows: 'motion' })
    await expectPictureMoves(bob, 'remote-screen')
    await expectPictureMoves(bob)
  })
})
