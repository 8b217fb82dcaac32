import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { stubBridge } from '../helpers/bridge-stub.js'
import {
  expectSeesAndHears,
  expectStatus,
  expectStatusHas,
  expectWaiting,
  join,
  recordConnections,
} from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { startHeadlessHost } from '../helpers/headless-host.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { fillAddress } from './support/move-to.js'
import { pageOpener } from './support/pages.js'
import { openAccess } from './support/start-screen.js'

const PASSCODE = 'open sesame'

const asksFor = (passcode: string) => ({ args: ['--passcode', passcode] })
const host = hostOfTest(asksFor(PASSCODE))
const newPage = pageOpener()

/** The same host as far as anyone can tell from outside, which has forgotten who was there. */
async function restart(passcode: string): Promise<void> {
  await host.stop()
  await host.start(asksFor(passcode))
}

async function open(browser?: ChromiumOptions): Promise<Page> {
  const page = await newPage({}, browser)
  await recordConnections(page)
  await page.goto(host.page('/standup'))
  return page
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Passcode' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'This computer is protected' })
const access = (page: Page) => page.getByRole('dialog', { name: 'Who may come in' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function enter(page: Page, passcode: string): Promise<void> {
  await field(page).fill(passcode)
  await button(page, 'Continue').click()
}

async function expectIn(page: Page): Promise<void> {
  await expect(page.getByTestId('lan-address').or(page.getByText('No network'))).toBeVisible()
  await expect(dialog(page)).toHaveCount(0)
}

test('whoever does not know the passcode is told so, and who knows it comes in and is not asked again', async () => {
  const page = await open()
  await expect(field(page)).toBeFocused()
  await button(page, 'Cancel').click()
  await expect(page.getByRole('alert')).toHaveText('This host lets in those who know its passcode.')
  await button(page, 'Join room').click()
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByText('That host asks for a passcode. The person who runs it can tell you.')).toBeVisible()
  await button(page, 'Try again').click()
  await enter(page, 'open barley')
  await expect(dialog(page).getByRole('alert')).toHaveText('That is not the passcode. Check it and try again.')
  await enter(page, PASSCODE)
  await expectIn(page)

  await restart(PASSCODE)
  await page.reload()
  await expectIn(page)
  await join(page, 'Ann')
  await expectWaiting(page)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Signaling log' }).click()
  await expect(page.getByText('create or join, answer')).toBeVisible()
  expect(await page.content()).not.toContain(PASSCODE)
  expect(page.url()).not.toContain('sesame')
})

test('the sixth try within a minute is refused, whatever it is, and the time until the next counts down', async () => {
  const page = await open()
  for (let tries = 1; tries <= 5; tries++) {
    await enter(page, `wrong ${tries}`)
    await expect(dialog(page).getByRole('alert')).toContainText('That is not the passcode')
  }
  await enter(page, PASSCODE)
  await expect(dialog(page).getByRole('alert')).toHaveText('Too many tries.')
  await expect(field(page)).toHaveValue(PASSCODE)
  const timer = page.getByRole('timer')
  await expect(timer).toHaveText(/^\s?You can try again in (1:00|0:\d\d)\.$/)
  await expect(button(page, 'Continue')).toBeDisabled()
  const shown = await timer.textContent()
  await expect(timer).not.toHaveText(shown ?? '')
})

/** The panel of who is in the call. */
async function openPeople(page: Page) {
  await button(page, 'People').click()
  const panel = page.getByRole('complementary', { name: 'People' })
  await expect(panel.getByRole('listitem')).not.toHaveCount(0)
  return panel
}

test('the operator sets, changes and lifts the passcode, and nobody who is there is put out', async () => {
  test.slow()
  const ann = await open()
  await test.step('asked for and set by everyone', async () => {
    await enter(ann, 'wrong')
    await expect(dialog(ann).getByRole('alert')).toBeVisible()
    await button(ann, 'Show').click()
    await expectNoViolations(ann)
    await enter(ann, PASSCODE)
    await openAccess(ann)
    await button(ann, 'Change it…').click()
    await expect(field(ann)).toBeFocused()
    await ann.getByText('Certificate fingerprint').click()
    await expectNoViolations(ann)
    await ann.keyboard.press('Escape')
    await openAccess(ann)
  })
  await button(ann, 'No longer ask for it').click()
  await expect(access(ann).getByText('Everyone on this network can come in')).toBeVisible()
  const bob = await newPage()
  await stubBridge(bob, { hostPasscode: ['swordfish'] })
  await bob.goto(host.page('/standup'))
  await expectIn(bob)
  await join(bob, 'Bob')
  await expectWaiting(bob)

  await button(ann, 'Ask for a passcode…').click()
  await expect(ann.getByText('it holds until the host is started anew; --passcode sets one')).toBeVisible()
  await field(ann).fill('  swordfish ')
  await button(ann, 'Set passcode').click()
  await expect(access(ann).getByText('Those who know the passcode can come in')).toBeVisible()
  await button(ann, 'Show').click()
  await expect(access(ann).getByText('swordfish', { exact: true })).toBeVisible()
  await expectWaiting(bob)
  await test.step('an operator who is in a call in the app meanwhile reads it there', async () => {
    await expect((await openPeople(bob)).getByText('Passcode: swordfish')).toBeVisible()
  })
  await button(bob, 'Hang up').click()
  await join(bob, 'Bob')
  await expectWaiting(bob)
  const carl = await open()
  await enter(carl, 'swordfish')
  await expectIn(carl)

  // Whoever set it knows it, also at a host that has forgotten who was there.
  await restart('swordfish')
  await ann.reload()
  await expectIn(ann)
})

test('in a call the operator reads the passcode in clear, and a guest is told nothing of it', async () => {
  const ann = await open()
  await enter(ann, PASSCODE)
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await expect((await openPeople(ann)).getByText(`Passcode: ${PASSCODE}`)).toBeVisible()

  const [address] = host.addresses
  test.skip(address === undefined, 'this machine has no network')
  const guest = await newPage()
  const frames: string[] = []
  guest.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  await guest.goto(`http://${address}:${host.port}/standup`)
  await enter(guest, PASSCODE)
  await button(guest, 'Join to watch and listen').click()
  await expectStatusHas(ann, 'In a call with')
  await expect((await openPeople(guest)).getByText('Passcode:')).toHaveCount(0)
  expect(frames.length).toBeGreaterThan(0)
  expect(frames.join()).not.toContain(PASSCODE)
})

test('a passcode that is another after the host was away is asked for over the call, which goes on', async () => {
  const [ann, bob] = [await open({ devices: false }), await open()]
  for (const [name, page] of Object.entries({ Ann: ann, Bob: bob })) {
    await enter(page, PASSCODE)
    await expectIn(page)
    await join(page, name)
  }
  await expectSeesAndHears(ann)

  await restart('swordfish')
  await expect(field(ann)).toBeVisible()
  await expectSeesAndHears(ann)
  await enter(ann, 'swordfish')
  await expect(dialog(ann)).toHaveCount(0)
  await expectStatus(ann, 'In a call with Bob.')
  await button(bob, 'Cancel').click()
  await expectStatusHas(bob, 'The host does not let you back in. Your call goes on')
  await expectSeesAndHears(ann)
})

test('a host elsewhere that asks anew can be left, and entered again', async () => {
  const own = await startHeadlessHost()
  const page = await newPage()
  await page.goto(own.operatorUrl)
  const address = `localhost:${host.port}`
  await fillAddress(page, address)
  await button(page, 'Connect').click()
  await expect(page.getByRole('dialog', { name: `${address} is protected` })).toBeVisible()
  await enter(page, PASSCODE)
  await expectStatusHas(page, `Connected to ${address}`)

  await restart('swordfish')
  await expect(field(page)).toBeVisible()
  await button(page, 'Cancel').click()
  await expect(page.getByRole('alert')).toContainText(`Not connected to ${address}. That host asks for a passcode.`)
  await button(page, 'Try again').click()
  await enter(page, 'swordfish')
  await expectStatusHas(page, `Connected to ${address}`)
  await button(page, 'Use this computer instead').click()
  await expect(page.getByText('Connected to')).toHaveCount(0)
  await own.stop()
})
