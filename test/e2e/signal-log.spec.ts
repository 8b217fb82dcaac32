import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, join } from '../helpers/call-page.js'
import { startHeadlessHost } from '../helpers/headless-host.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { silentPeople } from './support/silent-people.js'
import { chooseHelp } from './support/start-screen.js'

/** What an IPv4 address, a fingerprint and an ICE password look like in a session description. */
const ADDRESS = /\b\d{1,3}(\.\d{1,3}){3}\b/
const FINGERPRINT = /([\dA-F]{2}:){31}[\dA-F]{2}/
const PASSWORD = /ice-pwd:[\w+/]{22}/

/** Naming some takes the others away, and without the camera Chromium hides the addresses of candidates. */
const PERMISSIONS = ['camera', 'microphone', 'clipboard-read', 'clipboard-write']

const host = hostOfFile()
const newPage = pageOpener()
const addSilent = silentPeople(host)

async function open(): Promise<Page> {
  const page = await newPage({ permissions: PERMISSIONS })
  await page.goto(host.page())
  return page
}

const eventsOf = (page: Page) => page.getByRole('region', { name: 'Events' }).getByRole('listitem')

async function openLog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Signaling log' }).click()
}

const withText = (events: Locator, ...texts: (string | RegExp)[]) =>
  texts.reduce((some, hasText) => some.filter({ hasText }), events)

test('the log of a call', async () => {
  const [ann, bob] = [await open(), await open()]
  await join(ann, 'Ann', 'shown')
  await join(bob, 'Bob', 'shown')
  await expectPictureMoves(ann)
  await openLog(ann)
  const events = eventsOf(ann)
  const offer = withText(events, 'offer from Bob')

  await test.step('it shows what was signaled and how the connection came about', async () => {
    await expect(withText(events, 'in', 'signal', 'offer from Bob')).toHaveCount(1)
    await expect(withText(events, 'out', 'signal', 'answer to Bob')).toHaveCount(1)
    await expect(withText(events, 'signal', /candidate host udp \S+ from Bob/).first()).toBeAttached()
    await expect(withText(events, 'signal', /candidate host udp \S+ to Bob/).first()).toBeAttached()
    await expect(withText(events, 'page', 'ICE connection', 'checking with Bob')).toHaveCount(1)
    await expect(withText(events, 'page', 'ICE connection', 'connected with Bob')).toHaveCount(1)
    await expect(withText(events, 'page', 'ICE gathering', 'complete with Bob')).toHaveCount(1)
    await expect(withText(events, 'page', /^[\d:.]+ page connection connected with Bob/)).toHaveCount(1)
    await expect(withText(events, 'page', 'signaling state', 'stable with Bob')).toHaveCount(1)
    await expect(withText(events, 'page', 'host', 'connected').first()).toBeAttached()
    await expect(withText(events, 'log', 'Received request to create or join room shown')).toHaveCount(1)
    await expect(withText(events, 'in', 'create or join, answer', 'ok: true')).toHaveCount(1)
    await expect(events.first()).toContainText(/^\d\d:\d\d:\d\d\.\d{3}/)
  })

  await test.step('an event opens on all that it carried, by keyboard too', async () => {
    await expect(offer.locator('pre')).toHaveCount(0)
    await offer.locator('summary').press('Enter')
    await expect(offer.locator('pre')).toContainText('"type": "offer"')
    const lines = (await offer.locator('pre').textContent())?.split('\n') ?? []
    expect(lines.filter((line) => /^\s+a=ice-pwd:/.test(line)).length).toBeGreaterThan(0)
  })

  await test.step('the log and the menu can be read and used by everyone', async () => {
    await expectNoViolations(ann)
    // A key that is meant for the log is not lost to the call, and Escape gives the focus back.
    await ann.keyboard.press('Escape')
    await expect(ann.getByLabel('Signaling log')).toHaveCount(0)
    await expect(ann.getByRole('button', { name: 'More' })).toBeFocused()
    await ann.getByRole('button', { name: 'More' }).press('Enter')
    await expect(ann.getByRole('menuitem').first()).toBeFocused()
    await expectNoViolations(ann)
    await ann.keyboard.press('End')
    await expect(ann.getByRole('menuitem', { name: 'Signaling log' })).toBeFocused()
    await ann.keyboard.press('ArrowDown')
    await expect(ann.getByRole('menuitem').first()).toBeFocused()
    await ann.keyboard.press('Escape')
    await expect(ann.getByRole('menu')).toHaveCount(0)
    await expect(ann.getByRole('button', { name: 'More' })).toBeFocused()
  })

  await test.step('what is copied or saved gives nothing away, unless the person asks for it', async () => {
    await ann.getByRole('button', { name: 'Chat' }).click()
    await openLog(ann)
    await expect(withText(events, 'offer').first()).toBeAttached()
    for (const text of [await copied(ann), await saved(ann)]) {
      expect(text).toContain('offer from Bob')
      expect(text).toContain('a=rtpmap:')
      expect(text).toContain('candidate host udp [address] from Bob')
      for (const secret of [ADDRESS, FINGERPRINT, PASSWORD, ...host.addresses]) expect(text).not.toMatch(secret)
    }
    await ann.getByLabel('Include IP addresses, connection secrets and chat').check()
    for (const text of [await copied(ann), await saved(ann)]) {
      for (const secret of [ADDRESS, FINGERPRINT, PASSWORD]) expect(text).toMatch(secret)
    }
  })

  await test.step('the filter leaves what holds all its words, and new events come in while one looks', async () => {
    await ann.getByLabel('Filter').fill('OUT signal candidate')
    await expect(withText(events, 'out', 'candidate').first()).toBeVisible()
    const shown = await events.allInnerTexts()
    expect(shown.filter((text) => !/out\s+signal\s+candidate/.test(text))).toEqual([])
    await expect(ann.getByText(/^\d+ of \d+ events match\.$/)).toBeVisible()
    await ann.getByLabel('Filter').fill('nothing like that')
    await expect(events).toHaveCount(0)
    await expect(ann.getByText(/^None of \d+ events matches\.$/)).toBeVisible()

    await ann.getByLabel('Filter').fill('left')
    await bob.getByRole('button', { name: 'Hang up' }).click()
    await expect(withText(events, 'in', 'left', 'name: Bob')).toHaveCount(1)
  })
})

test('on the start screen the log tells of a host that is lost and found again', async () => {
  const other = await startHeadlessHost()
  const page = await newPage()
  await page.goto(`http://localhost:${other.port}/`)
  await chooseHelp(page, 'Signaling log')
  const events = eventsOf(page)
  await expect(withText(events, 'page', 'host', /(?<!not )\bconnected/)).toHaveCount(1)
  await other.stop()
  await expect(withText(events, 'page', 'host', 'disconnected: ')).toHaveCount(1)
  const again = await startHeadlessHost({ port: other.port })
  await expect(withText(events, 'page', 'host', 'connecting again, attempt').first()).toBeAttached()
  await expect(withText(events, 'page', 'host', /(?<!not )\bconnected/)).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Help' })).toBeFocused()
  await again.stop()
})

test('the log before a call', async () => {
  const page = await newPage({ permissions: PERMISSIONS })
  let feed: ((line: string) => void) | undefined
  await page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer()
    // The first connection is that of signaling.
    feed ??= (line) => socket.send(`42${JSON.stringify(['log', [line]])}`)
  })
  await page.goto(host.page())
  await page.getByLabel('Your name').fill('Ann')
  await chooseHelp(page, 'Signaling log')
  const events = eventsOf(page)

  await test.step('it can be read and used by everyone', () => expectNoViolations(page))

  await test.step('where it is long it shows its end, what came before in steps, and forgets the oldest', async () => {
    await expect(withText(events, 'host', /(?<!not )\bconnected/)).toHaveCount(1)
    for (let index = 0; index < 300; index++) feed?.(`line ${index}.`)
    await expect(withText(events, 'line 299.')).toBeInViewport()
    await expect(events).toHaveCount(200)
    await page.getByRole('button', { name: 'Show earlier' }).click()
    await expect(events.first()).toContainText('connecting to http://localhost')
    await expect(page.getByRole('button', { name: 'Show earlier' })).toHaveCount(0)

    // As much as is kept at most.
    feed?.('line 300. '.repeat(2 ** 20))
    await expect(page.getByText(/^\d events?; 3\d\d older ones are no longer kept\.$/)).toBeVisible()
    feed?.('line 301.')
    await page.getByLabel('Filter').fill('line 301.')
    await expect(events).toHaveCount(1)
  })

  await test.step('what others write is shown as they wrote it, and is left out of the copy', async () => {
    const markup = '<img src=x onerror=alert(1)>'
    await page.getByLabel('Filter').fill('')
    const bob = await addSilent('Bob')
    await bob.emitWithAck('send', { message: markup })
    const message = withText(events, 'in', 'message', markup)
    await expect(message).toHaveCount(1)
    await message.locator('summary').click()
    await expect(message.locator('pre')).toContainText(markup)
    expect(await copied(page)).not.toContain('onerror')
  })
})

async function copied(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await page.getByRole('button', { name: 'Copy all' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^lanline-signaling-\d{8}-\d{6}\.txt$/)
  return readFile(await download.path(), 'utf8')
}
