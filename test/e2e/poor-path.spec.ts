import type { Page } from 'playwright'
import { expectSeesAndHears, join, received, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { PoorPath, TELLS_ADDRESSES } from './support/poor-path.js'

const host = hostOfFile()
const newPage = pageOpener()

/** What a page sends of its camera at most. */
const camera = (page: Page) =>
  page.evaluate(() => {
    const [sender] = window.connections[0]?.getSenders().filter(({ track }) => track?.kind === 'video') ?? []
    const [encoding] = sender?.getParameters().encodings ?? []
    return { maxBitrate: encoding?.maxBitrate, maxFramerate: encoding?.maxFramerate }
  })

test('where one datagram in twenty is lost and all are late, sound goes on, the mark says so, and the picture makes room', async () => {
  test.slow()
  const pages = [await newPage({}, TELLS_ADDRESSES), await newPage({}, TELLS_ADDRESSES)] as const
  const [ann, bob] = pages
  const path = await PoorPath.between(pages, { losesOneOf: 20, delayMs: 100, jitterMs: 30 })
  for (const page of pages) {
    await recordConnections(page)
    await page.goto(host.page('/far'))
  }
  await join(ann, 'Ann')
  await join(bob, 'Bob')
  await expectSeesAndHears(...pages)

  // Two readings, five seconds apart, have to say so.
  await expect(ann.getByText('Poor connection to Bob')).toBeVisible({ timeout: 60_000 })
  await expect(ann.getByRole('button', { name: 'Save data' })).toBeVisible()
  await expect(bob.getByText('Poor connection to Ann')).toBeVisible({ timeout: 60_000 })
  for (const page of pages) {
    const { audioEnergy } = await received(page)
    await expect.poll(async () => (await received(page)).audioEnergy).toBeGreaterThan(audioEnergy)
    // It says all twice.
    const firstCodec = () => page.evaluate(() => window.connections[0]?.getSenders()[0]?.getParameters().codecs[0])
    expect((await firstCodec())?.mimeType).toBe('audio/red')
  }
  expect(path.lost).toBeGreaterThan(0)
  await expect.poll(() => camera(ann)).toEqual({ maxBitrate: 350_000, maxFramerate: 15 })
  path.close()
})
