import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile()
const newPage = pageOpener()

/** Has a page's browser tell that what comes in has this much jitter, in seconds, as no pretend network of two pages has. */
async function pretendJitter(page: Page, jitter: number): Promise<void> {
  await page.addInitScript((jitter) => {
    const { getStats } = RTCPeerConnection.prototype
    RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection, ...args) {
      const report = await getStats.apply(this, args)
      const entries = [...report].map(([id, entry]) => [
        id,
        entry.type === 'inbound-rtp' ? { ...entry, jitter } : entry,
      ])
      return new Map(entries as [string, object][]) as unknown as RTCStatsReport
    }
  }, jitter)
}

test('a poor connection shows on the tile, with a way to save data, and in numbers and plots beside the call', async () => {
  const [ann, bob] = [await newPage(), await newPage()]
  await pretendJitter(ann, 0.05)
  for (const page of [ann, bob]) await page.goto(`http://localhost:${host.port}/`)
  await join(ann, 'Ann', 'numbers')
  await join(bob, 'Bob', 'numbers')
  await expectPictureMoves(ann)

  await ann.getByRole('button', { name: 'More' }).click()
  await ann.getByRole('menuitem', { name: 'Connection in numbers' }).click()
  const panel = ann.getByRole('complementary', { name: 'Connection in numbers' })
  await expect(panel.getByRole('heading', { name: 'Bob' })).toBeVisible()
  const camera = panel.getByRole('row', { name: /^Camera/ })
  await expect(camera.getByRole('cell').first()).toHaveText(/(kb|Mb)\/s · VP8\d+ × \d+, \d+ per second/)
  await expect(panel.getByText('Direct, by UDP')).toBeVisible()
  await expect(panel.getByRole('img')).toHaveCount(3)
  const saving = ann.waitForEvent('download')
  await panel.getByRole('button', { name: 'Save as JSON' }).click()
  const saved = JSON.parse(await readFile(await (await saving).path(), 'utf8'))
  expect(saved.people).toMatchObject([{ name: 'Bob' }])
  expect(saved.people[0].readings.at(-1).received.microphone).toMatchObject({ codec: 'opus', jitterMs: 50 })
  expect(JSON.stringify(saved)).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b.*:\d{4}/)

  // On tiles of each size, and beside the panel.
  const mark = ann.getByText('Poor connection to Bob')
  await expect(mark).toBeVisible({ timeout: 30_000 })
  await expectNoViolations(ann)
  await ann.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await keepScreenshot(ann, 'poor connection')

  const offer = ann.getByRole('button', { name: 'Save data' })
  await offer.click()
  await expect(offer).toBeHidden()
  await expect(mark).toBeVisible()
})
