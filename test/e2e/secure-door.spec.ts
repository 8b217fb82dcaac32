import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectSeesAndHears, expectStatus, expectWaiting, join, received } from '../helpers/call-page.js'
import { test } from './support/network.js'
import { openAccess } from './support/start-screen.js'

const PLAIN = 'http://192.168.77.1:8080/standup'
const SECURE = 'https://192.168.77.1:8443/standup'

/** Prints the fingerprint of the certificate that whoever listens there presents. */
const PRINT_FINGERPRINT = `
  const socket = require('node:tls').connect({ host: '192.168.77.1', port: 8443, rejectUnauthorized: false }, () => {
    process.stdout.write(socket.getPeerX509Certificate().fingerprint256)
    socket.end()
  })`

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Camera and microphone' })
const fingerprintOf = (page: Page) => page.getByRole('code').textContent()

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await button(page, 'Send').click()
}

const said = (page: Page, text: string) => page.getByRole('log').getByText(text, { exact: true })

/** Opens the way to the secure page, at the start of the plain one. */
async function askForCamera(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Bob & Söhne')
  await button(page, 'Join with camera and microphone').click()
  await expect(dialog(page)).toBeVisible()
}

/** By way of the dialog, once it has got a ticket, from a call on the plain page into the same call on the secure one. */
async function goOn(page: Page, secure = SECURE): Promise<void> {
  const link = dialog(page).getByRole('link', { name: 'Continue' })
  await expect(link).toHaveAttribute('href', /[#&]ticket=/)
  await link.click()
  await expect(page).toHaveURL(secure)
  await expectSeesAndHears(page)
}

test('a guest on the plain page watches, listens and writes, and keeps their place in the call on the secure one to be seen', async ({
  network,
}) => {
  await network.host(network.first)
  const ann = await network.browse(network.first, 'http://localhost:8080/standup')
  await expect(ann.getByTestId('lan-address')).toBeVisible()
  await expect(ann.getByRole('link', { name: 'Open in the app' })).toHaveCount(0)
  await openAccess(ann)
  await ann.getByText('Certificate fingerprint').click()
  const told = await fingerprintOf(ann)
  await button(ann, 'Close').click()
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await button(ann, 'Chat').click()
  await write(ann, 'before Bob')

  const bob = await network.browse(network.second, PLAIN, { ignoreHTTPSErrors: true })
  await expect(bob.getByText('To be seen and heard, this page moves to its secure address.')).toBeVisible()
  await test.step('a guest in a browser can open the app at the same place', async () => {
    await bob.getByRole('button', { name: /^More on / }).click()
    const link = bob.getByRole('link', { name: 'Open in the app' })
    await expect(link).toHaveAttribute('href', /^lanline:\/\/192\.168\.77\.1:8080\/standup\?key=[\w-]{43}$/)
  })
  await join(bob, 'Bob & Söhne')
  await expectSeesAndHears(bob)
  await expectStatus(ann, 'In a call with Bob & Söhne.')
  await button(bob, 'Chat').click()
  await write(bob, 'I see you')
  await expect(said(ann, 'I see you')).toBeVisible()
  await write(ann, 'Wait, I lock the room')
  await expect(said(bob, 'Wait, I lock the room')).toBeVisible()
  await button(ann, 'More').click()
  await ann.getByRole('menuitem', { name: 'Lock room' }).click()
  await expect(bob.getByText('Locked', { exact: true })).toBeVisible()
  await button(bob, 'Close').click()
  expect((await received(ann)).framesDecoded).toBe(0)

  await button(bob, 'Turn on camera').click()
  await expect(dialog(bob)).toBeVisible()
  const presented = network.run(network.second, process.execPath, '-e', PRINT_FINGERPRINT)
  expect(presented).toMatch(/^[\dA-F:]{95}$/)
  await dialog(bob)
    .getByText(/^Check that it is really/)
    .click()
  expect(await fingerprintOf(bob)).toBe(presented)
  expect(told).toBe(presented)

  await goOn(bob)
  await expectSeesAndHears(ann)
  await expectStatus(ann, 'In a call with Bob & Söhne.')
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)

  await test.step('what was said is there, of what they were there for', async () => {
    await button(bob, 'Chat').click()
    await expect(bob.getByRole('log').locator('[dir="auto"]')).toContainText(['I see you', 'Wait, I lock the room'])
    await expect(said(bob, 'before Bob')).toHaveCount(0)
    await write(bob, 'Here I am')
    await expect(said(ann, 'Here I am')).toBeVisible()
    await button(bob, 'Close').click()
  })

  await test.step('at the start the address is still the plain one', async () => {
    await button(bob, 'Hang up').click()
    await button(bob, 'Back').click()
    await expect(bob.getByLabel('Your name')).toHaveValue('Bob & Söhne')
    await bob.getByRole('button', { name: /^More on / }).click()
    await expect(bob.getByTestId('lan-address')).toHaveText('192.168.77.1:8080')
    await expect(bob.getByRole('img', { name: `QR code of ${SECURE}` })).toBeVisible()
  })

  await test.step('a call of two that was rung goes on when one of them goes to the secure page', async () => {
    await button(ann, 'Hang up').click()
    await ann.goto('http://localhost:8080/')
    await bob.goto('http://192.168.77.1:8080/')
    await bob.getByLabel('Your name').fill('Bob')
    await button(ann, 'Call Bob').click()
    await button(bob, 'Accept').click()
    await expectSeesAndHears(bob)
    await button(bob, 'Turn on camera').click()
    await goOn(bob, 'https://192.168.77.1:8443/')
    await expectSeesAndHears(ann)
    await expectStatus(ann, 'In a call with Bob.')
    await expectStatus(bob, 'In a call with Ann.')
  })
})

test('a guest who knows the passcode is not asked again on the secure page, and it stands in no address', async ({
  network,
}) => {
  const passcode = 'séésàme opens'
  await network.host(network.first, { args: ['--passcode', passcode] })
  const bob = await network.browse(network.second, PLAIN, { ignoreHTTPSErrors: true })
  const addresses: string[] = []
  bob.on('framenavigated', (frame) => addresses.push(decodeURIComponent(frame.url())))
  bob.on('request', (request) => addresses.push(decodeURIComponent(request.url()), request.headers()['referer'] ?? ''))
  await bob.getByRole('textbox', { name: 'Passcode' }).fill(passcode)
  await button(bob, 'Continue').click()
  await button(bob, 'Join with camera and microphone').click()
  const link = dialog(bob).getByRole('link', { name: 'Continue' })
  await expect(link).toHaveAttribute('href', /[#&]ticket=/)
  await link.click()

  await expect(bob).toHaveURL(SECURE)
  await expectWaiting(bob)
  await expect(bob.getByRole('textbox', { name: 'Passcode' })).toHaveCount(0)
  expect(addresses.some((address) => address.startsWith(`${SECURE}#`) && address.includes('ticket='))).toBe(true)
  expect(addresses.filter((address) => /sésàme|opens/.test(address))).toEqual([])
  expect(await bob.evaluate(() => document.cookie)).toBe('')
  await bob.reload()
  await expectWaiting(bob)
})

test('a browser warns of the secure page as the dialog says, and the way there can be read by everyone', async ({
  network,
}) => {
  await network.host(network.first)
  const bob = await network.browse(network.second, PLAIN)
  await askForCamera(bob)
  await expectNoViolations(bob)
  const [failed] = await Promise.all([
    bob.waitForEvent('requestfailed'),
    dialog(bob).getByRole('link', { name: 'Continue' }).click(),
  ])
  expect(failed.failure()?.errorText).toBe('net::ERR_CERT_AUTHORITY_INVALID')

  await bob.goto(PLAIN)
  await expectNoViolations(bob)
  await join(bob, 'Bob')
  await expectWaiting(bob)
  await expectNoViolations(bob)
})

test('where there is no secure page, the guest is told what else there is', async ({ network }) => {
  await network.host(network.first, { args: ['--no-secure'] })
  const bob = await network.browse(network.second, PLAIN)
  await askForCamera(bob)
  await expect(dialog(bob)).toContainText('there is no such page here')
  await expect(dialog(bob).getByRole('link')).toHaveCount(0)
})
