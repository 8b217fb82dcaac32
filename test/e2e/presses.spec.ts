import type { Page } from 'playwright'
import { stubBridge } from '../helpers/bridge-stub.js'
import { expectSeesAndHears, expectStatusHas, expectWaiting, join } from '../helpers/call-page.js'
import { expect } from './support/fixtures.js'
import { test } from './support/network.js'

// How many presses a call takes that has a name to go by already.

const PLAIN = 'http://192.168.77.1:8080'
const SECURE = 'https://192.168.77.1:8443'
const OWN = 'http://localhost:8080'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const presses = new WeakMap<Page, number>()

/** Counts what a person presses in the page, over all that it goes to. To be called before it is loaded. */
async function countPresses(page: Page): Promise<void> {
  presses.set(page, 0)
  await page.exposeFunction('notePress', () => void presses.set(page, (presses.get(page) ?? 0) + 1))
  await page.addInitScript(() => {
    // What Playwright takes back, since something lay over the button, does not bubble.
    addEventListener('click', ({ isTrusted }) => isTrusted && (window as never as { notePress(): void }).notePress())
  })
}

/** In the app, which reaches other hosts by their plain door. */
async function asApp(page: Page): Promise<void> {
  await countPresses(page)
  await stubBridge(page, { wayTo: [{ kind: 'plain', origin: PLAIN }] })
}

const expectPresses = (page: Page, count: number) => expect.poll(() => presses.get(page)).toBe(count)

test('whoever starts a call presses once', async ({ network }) => {
  await network.host(network.first)
  const ann = await network.browse(network.first, OWN, { prepare: countPresses })
  await button(ann, 'Start a call').click()
  await expectWaiting(ann)
  await expectPresses(ann, 1)
})

test('a guest by link presses once on https, and twice from plain http besides what the browser asks', async ({
  network,
}) => {
  await network.host(network.first, { capacity: 3 })
  const ann = await network.browse(network.first, `${OWN}/standup`)
  await join(ann, 'Ann')
  await expectWaiting(ann)
  const options = { ignoreHTTPSErrors: true, prepare: countPresses }
  const bob = await network.browse(network.second, `${SECURE}/standup`, options)
  await button(bob, 'Join room').click()
  await expectSeesAndHears(bob)
  await expectPresses(bob, 1)

  const carl = await network.browse(network.second, `${PLAIN}/standup`, options)
  await button(carl, 'Join with camera and microphone').click()
  await carl.getByRole('dialog').getByRole('link', { name: 'Continue' }).click()
  await expect(carl).toHaveURL(`${SECURE}/standup`)
  await expectStatusHas(carl, 'In a call with')
  await expectPresses(carl, 2)
})

test('in the app a link takes one press, and so does a computer that was found', async ({ network }) => {
  test.slow()
  await network.host(network.first, { discovery: true, capacity: 3, args: ['--name', 'Studio PC'] })
  await network.host(network.second, { discovery: true })
  const ann = await network.browse(network.first, `${OWN}/standup`)
  await join(ann, 'Ann')
  await expectWaiting(ann)

  const bob = await network.browse(network.second, OWN, { prepare: asApp })
  await expect(bob.getByText('Hosting')).toBeVisible()
  await bob.evaluate((origin) => window.emitFromApp('invite', { origin, room: 'standup' }), PLAIN)
  await button(bob, 'Join').click()
  await expectSeesAndHears(bob)
  await expectPresses(bob, 1)

  const carl = await network.browse(network.second, OWN, { prepare: asApp })
  await button(carl, 'Call Studio PC').click()
  await expectStatusHas(carl, 'In a call with')
  await expectPresses(carl, 1)
})
