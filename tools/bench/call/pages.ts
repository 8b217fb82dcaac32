import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { keepPicturesSmall, SMALL, takeMicrophones, USUAL } from '../../../test/helpers/small-pictures.js'

/** What a page counts of its video, all connections together. */
export interface Look {
  /** How many of its pictures have ever moved. */
  readonly links: number
  readonly bytes: number
  readonly frames: number
  /** The size of the largest picture. */
  readonly width: number
  readonly height: number
  /** How long the processor, or the network, has held the encoder back, in seconds. */
  readonly cpu: number
  readonly bandwidth: number
}
declare const bench: {
  look(type: string): Promise<Look>
  shown(): number[]
  withoutBudget(): void
}

export const SCENES = ['camera', 'screen'] as const
export type Scene = (typeof SCENES)[number]

export const sentBy = (page: Page) => page.evaluate(() => bench.look('outbound-rtp'))
export const receivedBy = (page: Page) => page.evaluate(() => bench.look('inbound-rtp'))

const PATIENCE_MS = 300_000

/** As large as the picture, so that whoever receives it has use for all of it. */
const WINDOW = { width: 1920, height: 1080 }

async function prepared(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport })
  // Several pages in a call leave little of a small machine for the next.
  page.setDefaultTimeout(PATIENCE_MS)
  // A page that is not as it should be would be measured all the same.
  page.on('pageerror', ({ message }) => console.error(`In a page: ${message}`))
  await page.addInitScript({ path: fileURLToPath(new URL('in-page.js', import.meta.url)) })
  return page
}

async function joinOurs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join room' }).click()
  await page.getByRole('button', { name: 'Hang up' }).waitFor()
}

type Enter = (browser: Browser, url: string, scene: Scene) => Promise<Page>

/** The page that sends. */
export const enterOurs: Enter = async (browser, url, scene) => {
  const page = await prepared(browser, WINDOW)
  await page.goto(url)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByLabel('Picture quality').selectOption('high')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  if (scene === 'screen') await page.getByRole('button', { name: 'Turn off camera' }).click()
  await joinOurs(page, 'Ann')
  if (scene === 'screen') await page.getByRole('button', { name: 'Share screen' }).click()
  return page
}

/** The page that receives, and sends sound alone. */
export const watchOurs: Enter = async (browser, url) => {
  const page = await prepared(browser, WINDOW)
  await page.goto(url)
  await page.getByRole('button', { name: 'Turn off camera' }).click()
  await joinOurs(page, 'Bob')
  return page
}

const enterSmallest =
  (shows: (scene: Scene) => string): Enter =>
  async (browser, url, scene) => {
    const page = await prepared(browser, WINDOW)
    await page.goto(`${url}?${shows(scene)}`)
    await page.getByRole('button', { name: 'Join room' }).click()
    await page.getByRole('button', { name: 'Hang up' }).waitFor()
    return page
  }

export const enterSmallestPage = enterSmallest((scene) => scene)
export const watchSmallestPage = enterSmallest(() => 'nothing')

/**
 * One of several who are to be in a room. Who is measured has a picture of 720 lines; the others have small ones, no
 * sound, and small windows, which leaves them less of the machine. Without the budget, each link carries all that a
 * call of two would.
 */
export async function openForGroup(
  browser: Browser,
  url: string,
  { isMeasured, hasBudget }: { isMeasured: boolean; hasBudget: boolean },
): Promise<Page> {
  const page = await prepared(browser, isMeasured ? { width: 1280, height: 800 } : { width: 640, height: 480 })
  await keepPicturesSmall(page.context(), isMeasured ? USUAL : SMALL)
  if (!isMeasured) await takeMicrophones(page.context())
  await page.goto(url)
  if (!hasBudget) await page.evaluate(() => bench.withoutBudget())
  return page
}

/** Has all of these enter the room, one after the other; resolves once they see each other. */
export async function meet(pages: readonly Page[]): Promise<void> {
  for (const [index, page] of pages.entries()) await joinOurs(page, `Person ${index + 1}`)
  await seeEachOther(pages)
}

/** Resolves once a page shows as many others, and the pictures of all of them move. */
async function sees(page: Page, others: number): Promise<void> {
  await page.waitForFunction((count) => bench.shown().length === count, others)
  const before = await page.evaluate(() => bench.shown())
  const haveMoved = (before: number[]) => bench.shown().every((frames, index) => frames > (before[index] ?? 0))
  await page.waitForFunction(haveMoved, before)
}

/** Resolves once these are all in one room, each with a picture of each other, and all of these move. */
async function seeEachOther(pages: readonly Page[]): Promise<void> {
  const outcomes = await Promise.allSettled(pages.map((page) => sees(page, pages.length - 1)))
  const blind = outcomes.filter(({ status }) => status === 'rejected').length
  if (blind > 0) throw new Error(`Of ${pages.length} people in a room ${blind} did not see all the others.`)
}

/** Has the last of these leave, and the one before load the page anew; resolves once those who are left see each other. */
export async function leaveAndReload(pages: readonly Page[]): Promise<void> {
  const left = pages.slice(0, -1)
  await pages.at(-1)?.getByRole('button', { name: 'Hang up' }).click()
  const again = left.at(-1)
  await again?.reload()
  // First, since to the others a picture that begins anew is one that has yet to move as often as the one before.
  if (again) await sees(again, left.length - 1)
  await seeEachOther(left)
}
