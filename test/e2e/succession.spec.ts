import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectStatusHas, join, received } from '../helpers/call-page.js'
import { moveTo } from './support/move-to.js'
import { test } from './support/network.js'

const connectionsOf = (page: Page) => page.evaluate(() => window.connections.length)

/** Passes once more pictures have come in than had at the call. */
async function expectSeesMore(page: Page): Promise<void> {
  const { framesDecoded } = await received(page)
  await expect.poll(async () => (await received(page)).framesDecoded).toBeGreaterThan(framesDecoded + 20)
}

test('a host that is gone for good is followed by that of a guest, where newcomers find the call', async ({
  network,
}) => {
  test.slow()
  const first = await network.host(network.first, { capacity: 4 })
  await network.host(network.second, { capacity: 4 })
  const ann = await network.browse(network.first, 'http://localhost:8080/standup')
  const bob = await network.browse(network.second, 'http://localhost:8080/')
  // A guest in a browser, whose page the first host serves.
  const carl = await network.browse(network.second, 'http://192.168.77.1:8080/standup')
  await join(ann, 'Ann')
  await moveTo(bob, '192.168.77.1:8080')
  await join(bob, 'Bob', 'standup')
  await join(carl, 'Carl')
  await expectSeesMore(ann)
  await expectSeesMore(carl)
  const connections = await Promise.all([ann, bob, carl].map(connectionsOf))

  await first.stop('SIGKILL')
  await expectStatusHas(carl, 'The host is out of reach')
  await expectSeesMore(ann)
  for (const page of [ann, carl]) {
    await expect(page.getByText('The computer of Bob takes its place.')).toBeAttached({ timeout: 50_000 })
  }
  for (const page of [ann, bob, carl]) await expectStatusHas(page, 'In a call with')
  await expectSeesMore(ann)
  expect(await Promise.all([ann, bob, carl].map(connectionsOf))).toEqual(connections)

  const dora = await network.browse(network.first, 'http://192.168.77.2:8080/standup')
  await join(dora, 'Dora')
  await expectSeesMore(dora)
  for (const page of [ann, bob, carl]) await expectStatusHas(page, 'Dora')
})
