import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectPictureMoves, expectStatusHas, join, received } from '../helpers/call-page.js'
import { moveTo } from './support/move-to.js'
import { test } from './support/network.js'

/** A host that is lost for so long is taken for gone. */
const GONE_MS = 30_000

const connectionsOf = (page: Page) => page.evaluate(() => window.connections.length)

/** Passes once at each page more pictures have come in than had at the call, and more sound, from whomever. */
const expectSeesMore = (...pages: Page[]) =>
  Promise.all(
    pages.map(async (page) => {
      const { framesDecoded, audioEnergy } = await received(page)
      await expect.poll(async () => (await received(page)).framesDecoded).toBeGreaterThan(framesDecoded + 5)
      await expect.poll(async () => (await received(page)).audioEnergy).toBeGreaterThan(audioEnergy)
    }),
  )

const openChat = (page: Page) => page.getByRole('button', { name: 'Chat' }).click()

/** By which path each connection was last agreed on, as the other side says. */
const paths = (page: Page) =>
  page.evaluate(() =>
    window.connections.map(({ remoteDescription }) => /a=ice-ufrag:(\S+)/.exec(remoteDescription?.sdp ?? '')?.[1]),
  )

/** Passes once these have muted, shared a screen and written to each other, and the guest has agreed on other paths with both. */
async function expectGoOnWithoutHost({ ann, bob, guest }: { ann: Page; bob: Page; guest: Page }): Promise<void> {
  const muted = await guest.getByLabel('Muted').count()
  await ann.getByRole('button', { name: 'Mute microphone' }).click()
  await expect(guest.getByLabel('Muted')).toHaveCount(muted + 1)
  await ann.getByRole('button', { name: 'Share screen' }).click()
  await expectPictureMoves(guest, 'remote-screen')
  await ann.getByRole('button', { name: 'Stop sharing' }).first().click()
  await openChat(bob)
  await bob.getByRole('textbox', { name: 'Message' }).fill('still here')
  await bob.getByRole('button', { name: 'Send' }).click()
  await openChat(guest)
  await expect(guest.getByRole('log').getByText('still here')).toBeVisible()
  await guest.keyboard.press('Escape')
  const before = await paths(guest)
  expect(before).toHaveLength(2)
  await guest.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(async () => (await paths(guest)).filter((path, index) => path !== before[index])).toHaveLength(2)
}

/** Passes once the link that the call offers for others, and the code of it, lead there. */
async function expectInvitesTo(page: Page, link: string): Promise<void> {
  await page.getByRole('button', { name: 'People' }).click()
  const people = page.getByRole('complementary', { name: 'People' })
  await expect(people.getByText(link, { exact: true })).toBeVisible()
  await expect(people.getByRole('img', { name: `QR code of ${link}` })).toBeVisible()
  await page.keyboard.press('Escape')
}

test('a host that is gone for good is followed by that of a guest, where newcomers find the call', async ({
  network,
}) => {
  test.slow()
  const first = await network.host(network.first, { capacity: 4 })
  await network.host(network.second, { capacity: 4 })
  const withClock = { prepare: (page: Page) => page.clock.install() }
  const ann = await network.browse(network.first, 'http://localhost:8080/standup', withClock)
  const bob = await network.browse(network.second, 'http://localhost:8080/', withClock)
  // A guest in a browser, whose page the first host serves.
  const carl = await network.browse(network.second, 'http://192.168.77.1:8080/standup', withClock)
  await join(ann, 'Ann')
  await moveTo(bob, '192.168.77.1:8080')
  await join(bob, 'Bob', 'standup')
  await join(carl, 'Carl')
  await expectSeesMore(ann, carl)
  const connections = await Promise.all([ann, bob, carl].map(connectionsOf))

  await first.stop('SIGKILL')
  await expectStatusHas(carl, 'The host is out of reach')
  await expectGoOnWithoutHost({ ann, bob, guest: carl })
  await expectSeesMore(ann)
  for (const page of [ann, bob, carl]) await page.clock.fastForward(GONE_MS)
  for (const page of [ann, carl]) {
    await openChat(page)
    // Stays there, which the news of it over the pictures does not.
    const note = page.getByRole('log').getByText('The computer of Bob takes its place.')
    await expect(note).toBeVisible({ timeout: 50_000 })
    await page.keyboard.press('Escape')
  }
  for (const page of [ann, bob, carl]) await expectStatusHas(page, 'In a call with')
  await expectSeesMore(ann)
  expect(await Promise.all([ann, bob, carl].map(connectionsOf))).toEqual(connections)
  for (const page of [ann, bob, carl]) await expectInvitesTo(page, 'http://192.168.77.2:8080/standup')

  const dora = await network.browse(network.first, 'http://192.168.77.2:8080/standup')
  await join(dora, 'Dora')
  await expectSeesMore(dora)
  for (const page of [ann, bob, carl]) await expectStatusHas(page, 'Dora')
})
