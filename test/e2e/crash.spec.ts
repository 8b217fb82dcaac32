import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import type { CDPSession, Page } from 'playwright'
import type { Electron } from '../../main/app/electron.js'
import { PageState } from '../../main/app/page-state.js'
import { recover } from '../../main/app/recovery.js'
import { stubBridge } from '../helpers/bridge-stub.js'
import { expectPictureMoves, expectSeesAndHears, expectStatus, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { openStart, pageOpener } from './support/pages.js'

// Playwright gives a page up that has crashed. The browser does not: what it is asked by its own protocol, it does.

const host = hostOfTest()
const newPage = pageOpener()

/** What a page shows and holds of its call. */
interface Seen {
  readonly status: string
  readonly isMuted: boolean
  readonly sessions: string | null
  /** How many frames of the other person's picture were shown. */
  readonly frames: number
}

const look = (): Seen => ({
  status: [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent).join(' '),
  isMuted: document.querySelector('[aria-label="Unmute microphone"]') !== null,
  sessions: sessionStorage.getItem('lanline.sessions'),
  frames:
    document.querySelector<HTMLVideoElement>('[data-testid="remote-video"]')?.getVideoPlaybackQuality()
      .totalVideoFrames ?? 0,
})

/** The window of the app with this page in it, as far as recovery needs one: a reload is Chromium's own, as in Electron. */
async function recoverAsTheAppDoes(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Inspector.enable')
  const webContents = Object.assign(new EventEmitter(), {
    getURL: () => page.url(),
    reload: () => void session.send('Page.reload'),
  })
  session.on('Inspector.targetCrashed', () => webContents.emit('render-process-gone', {}, { reason: 'crashed' }))
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false })
  recover({} as Electron, window as unknown as BrowserWindow, host.page(), new PageState())
  return session
}

const OFTEN = { intervals: [50] }
const linksOf = (page: Page) => page.evaluate(() => window.connections.length)

/** Nothing while there is no page. */
async function seenBy(session: CDPSession): Promise<Partial<Seen>> {
  const expression = `(${look})()`
  const answer = await session.send('Runtime.evaluate', { expression, returnByValue: true }).catch(() => undefined)
  return answer?.result.value ?? {}
}

async function crash(session: CDPSession): Promise<void> {
  const crashed = new Promise<void>((resolve) => session.once('Inspector.targetCrashed', () => resolve()))
  session.send('Page.crash').catch(() => {}) // No answer comes of it.
  await crashed
}

test('a page of the app that crashes in a call is back in it by itself, as the same person and as muted', async () => {
  const ann = await openStart(newPage, host)
  const bob = await openStart(newPage, host, stubBridge)
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectSeesAndHears(ann, bob)
  await bob.getByRole('button', { name: 'Mute microphone' }).click()
  await expect(ann.getByLabel('Muted')).toHaveCount(1)
  const session = await recoverAsTheAppDoes(bob)
  const before = await seenBy(session)

  for (const time of ['first', 'second']) {
    const links = await linksOf(ann)
    await crash(session)
    const crashedAt = performance.now()
    await expect.poll(async () => (await seenBy(session)).frames ?? 0, OFTEN).toBeGreaterThan(0)
    await expect.poll(() => linksOf(ann), OFTEN).toBeGreaterThan(links)
    await expectPictureMoves(ann)
    const took = `in the call and seen again ${Math.round(performance.now() - crashedAt)} ms after the ${time} crash`
    test.info().annotations.push({ type: 'seen', description: took })
    console.log(took)

    const { frames, ...after } = await seenBy(session)
    expect(after).toEqual({
      status: expect.stringContaining('In a call with Ann.'),
      isMuted: true,
      sessions: before.sessions,
    })
    await expect.poll(async () => (await seenBy(session)).frames ?? 0).toBeGreaterThan(frames ?? 0)
    await expectStatus(ann, 'In a call with Bob.')
    await expect(ann.getByTestId('remote-video')).toHaveCount(1)
    await expect(ann.getByLabel('Muted')).toHaveCount(1)
  }
})
