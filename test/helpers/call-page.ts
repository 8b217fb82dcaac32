import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

declare global {
  interface Window {
    /** Every connection that the page made. */
    connections: RTCPeerConnection[]
  }
}

/** Lets tests read the statistics of the page's connections. To be called before the page is loaded. */
export const recordConnections = (page: Page) => page.addInitScript(keepConnections)

/** The same, in the page. */
export function keepConnections(): void {
  window.connections = []
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.connections.push(this)
    }
  }
}

/** Fills in the start screen and presses "Join room"; a guest on plain http joins to watch and listen. */
export async function join(page: Page, name: string, room?: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  if (room !== undefined) await fillRoom(page, room)
  await page.getByRole('button', { name: /^Join (room|to watch and listen)$/ }).click()
}

/** Enters the name of a room, in the field that opens for it. */
export async function fillRoom(page: Page, room: string): Promise<void> {
  const field = page.getByLabel('Room', { exact: true })
  await openField(page.getByRole('button', { name: 'Enter a room' }), field)
  await field.fill(room)
}

/** Presses what a field opens by, once more where what comes above it has moved it away in the middle of a press. */
export async function openField(opener: Locator, field: Locator): Promise<void> {
  await expect(opener.or(field)).toBeVisible()
  await expect(async () => {
    if (await opener.isVisible()) await opener.click()
    await expect(field).toBeVisible({ timeout: 2_000 })
  }).toPass()
}

/** Passes once the camera is on, and not just asked for. */
export async function expectCameraOn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Turn off camera' })).toHaveAttribute('aria-busy', 'false')
}

/** Passes once the page is in a room and nobody else is there. */
export async function expectWaiting(page: Page): Promise<void> {
  await expectStatusHas(page, 'Waiting for someone')
}

/** Passes once one of the lines that tell how things stand says just this. What has other news may stand beside it. */
export const expectStatus = (page: Page, text: string, options?: { timeout: number }): Promise<void> =>
  expectStatusHas(page, new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`), options)

/** Passes once one of the lines that tell how things stand has this in it. */
export const expectStatusHas = (page: Page, text: string | RegExp, options?: { timeout: number }): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: text })).not.toHaveCount(0, options)

export interface Received {
  framesDecoded: number
  audioPackets: number
  /** Sound is something above silence; a pretend microphone beeps once a second. */
  audioEnergy: number
}

/** What has come in over all connections of the page that are open. */
export function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    const total = { framesDecoded: 0, audioPackets: 0, audioEnergy: 0 }
    for (const connection of window.connections.filter(({ connectionState }) => connectionState === 'connected')) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue
        total.framesDecoded += report.framesDecoded ?? 0
        if (report.kind === 'audio') total.audioPackets += report.packetsReceived
        total.audioEnergy += report.totalAudioEnergy ?? 0
      }
    }
    return total
  })
}

/** Playwright's own intervals grow to a second, which a page in a call spends on pictures that nobody waits for. */
const OFTEN = { intervals: [100] }

/**
 * Passes once at each page more pictures and more sound have arrived than there were at the call, and the picture on screen
 * moves.
 */
export async function expectSeesAndHears(...pages: Page[]): Promise<void> {
  await Promise.all(pages.map(expectMore))
}

async function expectMore(page: Page): Promise<void> {
  const before = await received(page)
  await expect
    .poll(async () => {
      const now = await received(page)
      return {
        sees: now.framesDecoded > before.framesDecoded + 5,
        hears: now.audioPackets > before.audioPackets && now.audioEnergy > before.audioEnergy,
      }
    }, OFTEN)
    .toEqual({ sees: true, hears: true })
  await expectPictureMoves(page)
}

/**
 * Passes once the picture that the other person sends, of themselves or of their screen, changes. Its element's time goes
 * on with the sound where it is shown no frame any more.
 */
export async function expectPictureMoves(page: Page, testId = 'remote-video'): Promise<void> {
  const video = page.getByTestId(testId)
  await expect(video).toBeVisible()
  const frames = () => video.evaluate((element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames)
  const before = await frames()
  await expect.poll(frames, OFTEN).toBeGreaterThan(before)
}
