import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'

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
declare const bench: { look(type: string): Promise<Look>; withoutBudget(): void }

export const SCENES = ['camera', 'screen'] as const
export type Scene = (typeof SCENES)[number]

export const sentBy = (page: Page) => page.evaluate(() => bench.look('outbound-rtp'))
export const receivedBy = (page: Page) => page.evaluate(() => bench.look('inbound-rtp'))

/** As large as the picture, so that whoever receives it has use for all of it. */
const WINDOW = { width: 1920, height: 1080 }

async function prepared(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport })
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

/** One of several in a room, with the pretend camera as it is; where asked, each link carries all that a call of two would. */
export async function enterGroup(browser: Browser, url: string, name: string, hasBudget: boolean): Promise<Page> {
  const page = await prepared(browser, { width: 1280, height: 800 })
  await page.goto(url)
  if (!hasBudget) await page.evaluate(() => bench.withoutBudget())
  await joinOurs(page, name)
  return page
}
