import type { Page } from 'playwright'
import { expect } from 'playwright/test'

/** Two people in a call. */
export interface Pair {
  readonly ann: Page
  readonly bob: Page
  readonly isBobSeen: boolean
}

/** How many frames of others the page's elements were given. */
const framesShown = (page: Page) =>
  page.getByTestId('remote-video').evaluateAll((elements) => {
    const counts = elements.map((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)
    return Math.max(0, ...counts)
  })

/** Frames after which a picture counts as moving; the pretend camera gives ten a second, and a few may be on their way. */
const MOVING = 10

/** Passes once the element of the picture was given some more frames, whatever the statistics say. */
async function untilPictureMoves(page: Page, withinMs: number): Promise<void> {
  let last = Number.POSITIVE_INFINITY
  let gained = 0
  const look = async () => {
    const now = await framesShown(page)
    // An element that was made anew begins to count anew.
    gained += Math.max(0, now - last)
    last = now
    return gained
  }
  await expect
    .poll(look, { timeout: withinMs, intervals: [100], message: 'The picture moves in its element' })
    .toBeGreaterThanOrEqual(MOVING)
}

/** Passes once the pictures move in the elements of whoever is sent one. Gives the seconds that it took. */
export async function secondsToPicture({ ann, bob, isBobSeen }: Pair, withinSeconds: number): Promise<number> {
  const begin = performance.now()
  const looking = isBobSeen ? [ann, bob] : [bob]
  await Promise.all(looking.map((page) => untilPictureMoves(page, withinSeconds * 1_000)))
  return (performance.now() - begin) / 1_000
}

/** What the screen of a person in a call says, in whichever of its live regions. */
export const line = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })

/** Passes once both screens say that the two are in a call. */
export async function expectInCall({ ann, bob }: Pair, withinSeconds: number): Promise<void> {
  const timeout = withinSeconds * 1_000
  await expect(line(ann, /^In a call with Bob\.$/)).toHaveCount(1, { timeout })
  await expect(line(bob, /^In a call with Ann\.$/)).toHaveCount(1, { timeout })
}
