import type { Page } from 'playwright'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile()
const newPage = pageOpener()

const CALLS = 20

/** Remembers every element that plays something, also once it is off the page. */
const REMEMBER_PLAYERS = `
  window.players = []
  for (const name of ['createElement', 'createElementNS']) {
    const create = Document.prototype[name]
    Document.prototype[name] = function (...args) {
      const element = create.apply(this, args)
      if (element instanceof HTMLMediaElement) window.players.push(element)
      return element
    }
  }`

async function open(): Promise<Page> {
  const page = await newPage()
  await page.addInitScript(REMEMBER_PLAYERS)
  await page.goto(host.page('/standup'))
  return page
}

/** How many elements played something on the page, and how many that are off it still hold a stream. */
const players = (page: Page) =>
  page.evaluate(() => {
    const { players } = window as unknown as { players: HTMLMediaElement[] }
    const gone = players.filter(({ isConnected }) => !isConnected)
    return { gone: gone.length, holding: gone.filter(({ srcObject }) => srcObject).length }
  })

test('what played in twenty calls holds no stream once it is off the page', async () => {
  const [ann, bob] = [await open(), await open()]
  await join(bob, 'Bob')
  await expectWaiting(bob)
  await join(ann, 'Ann')
  for (let call = 1; call <= CALLS; call++) {
    await expectPictureMoves(ann)
    await ann.getByRole('button', { name: 'Hang up' }).click()
    // Her own picture, his, and his sound.
    await expect.poll(async () => (await players(ann)).gone).toBeGreaterThanOrEqual(3 * call)
    await expect.poll(async () => (await players(ann)).holding).toBe(0)
    if (call < CALLS) await ann.getByRole('button', { name: 'Rejoin' }).click()
  }
  // Each call had her picture, and each end took it away.
  expect((await players(bob)).gone).toBeGreaterThanOrEqual(CALLS)
  await expect.poll(async () => (await players(bob)).holding).toBe(0)
})
