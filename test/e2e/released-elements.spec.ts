import type { Page } from 'playwright'
import { expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile()
const newPage = pageOpener()

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

test('what played in a call holds no stream once it is off the page', async () => {
  const [ann, bob] = [await open(), await open()]
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Bob')
  await expectPictureMoves(ann)
  await ann.getByRole('button', { name: 'Hang up' }).click()
  await expect(ann.getByRole('button', { name: 'Hang up' })).toHaveCount(0)
  await expect.poll(async () => (await players(ann)).gone).toBeGreaterThan(2)
  await expect.poll(async () => (await players(ann)).holding).toBe(0)
})
