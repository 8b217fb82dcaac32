import type { Page } from 'playwright'
import { stubBridge } from '../helpers/bridge-stub.js'
import { expectSeesAndHears, expectStatusHas, expectWaiting } from '../helpers/call-page.js'
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

/** Leaves the room to who comes next. */
const leave = (page: Page) => button(page, 'Hang up').click()

test('whoever starts a call presses once, and so do all who come to it but from plain http', async ({ network }) => {
  test.slow()
  await network.host(network.first, { discovery: true, args: ['--name', 'Studio PC'] })
  await network.host(network.second, { discovery: true })
  const ann = await network.browse(network.first, OWN, { prepare: countPresses })
  await button(ann, 'Start a call').click()
  await expectWaiting(ann)
  await expectPresses(ann, 1)
  const { pathname } = new URL(ann.url())
  const options = { ignoreHTTPSErrors: true, prepare: countPresses }

  await test.step('a guest by link presses once on https', async () => {
    const bob = await network.browse(network.second, SECURE + pathname, options)
    await button(bob, 'Join room').click()
    await expectSeesAndHears(bob)
    await expectPresses(bob, 1)
    await leave(bob)
  })

  await test.step('and twice from plain http, besides what the browser asks', async () => {
    const carl = await network.browse(network.second, PLAIN + pathname, options)
    await button(carl, 'Join with camera and microphone').click()
    await carl.getByRole('dialog').getByRole('link', { name: 'Continue' }).click()
    await expect(carl).toHaveURL(SECURE + pathname)
    await expectStatusHas(carl, 'In a call with')
    await expectPresses(carl, 2)
    await leave(carl)
  })

  await test.step('in the app a link takes one press', async () => {
    const dora = await network.browse(network.second, OWN, { prepare: asApp })
    await expect(dora.getByText('Hosting')).toBeVisible()
    const invite = { origin: PLAIN, room: pathname.slice(1) }
    await dora.evaluate((invite) => window.emitFromApp('invite', invite), invite)
    await button(dora, 'Join').click()
    await expectSeesAndHears(dora)
    await expectPresses(dora, 1)
    await leave(dora)
  })

  await test.step('and so does a computer that was found', async () => {
    const emil = await network.browse(network.second, OWN, { prepare: asApp })
    await button(emil, 'Call Studio PC').click()
    await expectStatusHas(emil, 'In a call with')
    await expectPresses(emil, 1)
  })
})
