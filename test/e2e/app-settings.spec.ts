import type { Page } from 'playwright'
import type { KeptSettings } from '../../common/bridge.js'
import { DEFAULT_SETTINGS } from '../../common/settings.js'
import { expectNoViolations } from '../helpers/accessibility.js'
import { type BridgeAnswers, bridgeCalls, emitFromApp, KEPT, stubBridge } from '../helpers/bridge-stub.js'
import { expectStatus, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { chooseTab, expectHoldsUnkept, openAccess, openSettings, saveSettings } from './support/start-screen.js'

// The page as it is in the app, with a stand-in for what the app does.

const PASSCODE = 'sesame'

const host = hostOfFile({ args: ['--passcode', PASSCODE] })
const newPage = pageOpener()

const settings = DEFAULT_SETTINGS

/** The page of an app that tells this, opened anew where there is one. */
async function open(kept: Partial<KeptSettings> = {}, answers: BridgeAnswers = {}, opened?: Page): Promise<Page> {
  const page = opened ?? (await newPage())
  await stubBridge(page, { settings: [{ ...KEPT, ...kept }], hostPasscode: [PASSCODE], ...answers })
  await page.goto(host.page())
  await expect(page.getByText('Hosting', { exact: true })).toBeVisible()
  return page
}

const saved = async (page: Page) => (await bridgeCalls(page, 'saveSettings')).map(([, argument]) => argument)

test('the app keeps the settings, the name among them, and lets its own page in', async () => {
  const page = await open({ settings: { ...settings, person: { ...settings.person, name: 'Ann' } } })
  await expect(page.getByLabel('Your name')).toHaveValue('Ann')
  await openSettings(page)
  await page.getByLabel('Ring when someone calls').uncheck()
  await chooseTab(page, 'Advanced')
  await page.getByLabel('Port').fill(' 9090 ')
  await page.getByLabel('Other web pages that may use').fill('http://192.168.1.9:3000/\nhttps://intranet.example')
  await chooseTab(page, 'This computer')
  await page.getByLabel('Go on hosting when the window is closed').check()
  await page.getByLabel('Open Lanline when I log in').check()
  await page.getByLabel('Where to look for updates').fill('https://updates.example.org/lanline')
  await saveSettings(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await saved(page)).toEqual([
    {
      person: { ringSound: false },
      host: { port: 9090, allowedOrigins: ['http://192.168.1.9:3000', 'https://intranet.example'] },
      app: { keepHosting: true, openAtLogin: true, updateFeed: 'https://updates.example.org/lanline' },
    },
  ])
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test('each field says what is wrong with it, and nothing is saved until all is right', async () => {
  const page = await open()
  await openSettings(page)
  for (const [tab, label, wrong, sentence] of [
    ['Advanced', 'Port', '80', 'from 1024 to 65535'],
    ['Advanced', 'Port', 'http', 'from 1024 to 65535'],
    ['Advanced', 'Other web pages that may use', 'http://x\nhttp://192.168.1.9:3000/page', 'nothing after it'],
    ['This computer', 'Where to look for updates', 'http://updates.example.org', 'begins with https://'],
  ] as const) {
    await chooseTab(page, tab)
    const field = page.getByLabel(label)
    const before = await field.inputValue()
    await field.fill(wrong)
    await chooseTab(page, 'You')
    await saveSettings(page)
    await expect(field).toBeFocused()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByRole('alert')).toContainText(sentence)
    await field.fill(before)
    await expect(page.getByRole('alert')).toHaveCount(0)
  }
  expect(await saved(page)).toEqual([])
})

test('there is nothing to choose where the system opens no app at login or the organisation has chosen, and it is said what is not kept', async () => {
  const page = await open({
    canOpenAtLogin: false,
    keepsSecrets: false,
    managed: ['port', 'relay', 'capacity', 'updates', 'discovery', 'passcodeNeeded'],
  })
  const managed = page.getByText('Set by your organisation.').filter({ visible: true })
  await openAccess(page)
  await expect(managed).toHaveCount(2)
  await expect(page.getByLabel('Let others on this network find this computer')).toBeDisabled()
  await expect(page.getByRole('button', { name: 'No longer ask' })).toHaveCount(0)
  await keepScreenshot(page, 'access set by the organisation')
  await page.getByRole('button', { name: 'Change it…' }).click()
  await expect(page.getByText('no safe place for it, so it holds until you quit')).toBeVisible()
  await expect(page.getByText('When Lanline starts again, it makes up a new one.')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await openSettings(page)
  await chooseTab(page, 'This computer')
  await expect(page.getByLabel('Go on hosting')).toBeVisible()
  await expect(page.getByLabel('Open Lanline when I log in')).toHaveCount(0)
  await expect(page.getByText('no safe place for them, so they hold until you quit')).toBeVisible()
  await expect(page.getByLabel('Where to look for updates')).toHaveAttribute('readonly', '')
  await chooseTab(page, 'Advanced')
  await expect(managed).toHaveCount(2)
  await expect(page.getByLabel('Port')).toHaveAttribute('readonly', '')
  await expect(page.getByLabel('Relay calls of people')).toBeDisabled()
  await expectNoViolations(page)
  await keepScreenshot(page, 'settings set by the organisation')
})

test('what is changed meanwhile is not undone by what the page saves', async () => {
  const page = await open()
  await openSettings(page)
  const changed = { ...settings, person: { ...settings.person, ringSound: false } }
  await emitFromApp(page, 'settings', { settings: changed, revision: 1 })
  await chooseTab(page, 'Advanced')
  await page.getByLabel('Port').fill('9090')
  await saveSettings(page)
  await expect.poll(() => saved(page)).toEqual([{ host: { port: 9090 } }])
})

test('the passwords of servers are asked for by the form that shows them, and kept where they are not changed', async () => {
  const turn = { url: 'turn:192.168.1.5', username: 'ann', credential: 'turn secret' }
  const told = { ...settings, person: { ...settings.person, iceServers: [{ ...turn, credential: '' }] } }
  const page = await open({ settings: told }, { iceServers: [[turn]] })
  expect(await bridgeCalls(page, 'iceServers')).toEqual([])
  await openSettings(page)
  await expect(page.getByLabel('Password')).toHaveValue('turn secret')
  await chooseTab(page, 'Advanced')
  await page.getByLabel('Port').fill('9090')
  await saveSettings(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await saved(page)).toEqual([{ host: { port: 9090 } }])
})

test('what could not be kept is said, and holds all the same', async () => {
  const answer = { settings, revision: 1, kept: 'without-secrets' } as const
  const page = await open({}, { saveSettings: [answer] })
  await openSettings(page)
  await chooseTab(page, 'Advanced')
  await page.getByLabel('Port').fill('9090')
  await saveSettings(page)
  await expect(page.getByRole('alert')).toContainText('The passwords could not be kept.')

  await open({}, { saveSettings: [] }, page)
  await expectHoldsUnkept(page)
})

const newPasscode = (page: Page) => page.getByText(`is asked for a new one: ${PASSCODE}. Tell it to them`)

test('a new passcode, and settings that could not be read, are told until the person has taken note of each', async () => {
  const page = await newPage()
  for (const [notice, sentence] of [
    [{ kind: 'newer' }, 'kept by a newer version of Lanline'],
    [{ kind: 'secrets-lost' }, 'The passwords of your connection servers could not be read.'],
    [{ kind: 'unreadable', file: '/home/ann/settings.json' }, 'could not be read from /home/ann/settings.json'],
    [
      { kind: 'set-aside', file: '/home/ann/settings.json.bad' },
      'could not be read; they were set aside as /home/ann/settings.json.bad.',
    ],
  ] as const)
    await test.step(notice.kind, async () => {
      await open({ notice, hasNewPasscode: true }, {}, page)
      await expect(newPasscode(page)).toBeVisible()
      await expect(page.getByText(sentence)).toBeVisible()
      await page.getByRole('status').filter({ hasText: sentence }).getByRole('button', { name: 'OK' }).click()
      await expect(page.getByText(sentence)).toHaveCount(0)
      await expect(newPasscode(page)).toBeVisible()
      await page.getByRole('button', { name: 'OK' }).click()
      await expect(newPasscode(page)).toHaveCount(0)
    })

  await test.step('the passcode no longer when the host has another, or asks for none', async () => {
    await open({ hasNewPasscode: true }, {}, page)
    await expect(newPasscode(page)).toBeVisible()
    await emitFromApp(page, 'passcode-changed')
    await expect(newPasscode(page)).toHaveCount(0)
  })
})

test('a new version is fetched when the person wants it', async () => {
  const page = await open({ update: { state: 'available', version: '0.2.0' } })
  await expect(page.getByText('Lanline 0.2.0 is available.')).toBeVisible()
  expect(await bridgeCalls(page, 'downloadUpdate')).toEqual([])
  await page.getByRole('button', { name: 'Update' }).click()
  expect(await bridgeCalls(page, 'downloadUpdate')).toHaveLength(1)
  await emitFromApp(page, 'update', { state: 'downloading', version: '0.2.0' })
  await expect(page.getByText('Lanline 0.2.0 is being fetched…')).toBeVisible()
  await emitFromApp(page, 'update', { state: 'failed', version: '0.2.0' })
  await page.getByRole('button', { name: 'Try again' }).click()
  expect(await bridgeCalls(page, 'downloadUpdate')).toHaveLength(2)
  await emitFromApp(page, 'update', { state: 'downloaded', version: '0.2.0' })
  await expect(page.getByText('Lanline 0.2.0 is installed when you quit.')).toBeVisible()
  await emitFromApp(page, 'update', { state: 'failed' })
  await expect(page.getByText('Lanline 0.2.0')).toHaveCount(0)
  await openSettings(page)
  await chooseTab(page, 'This computer')
  await expect(page.getByText('That address told of no versions')).toBeVisible()
})

test('the settings of the app can be read and used by everyone', async () => {
  test.slow()
  const notice = { kind: 'set-aside', file: '/home/ann/.config/Lanline/settings.json.bad' } as const
  const update = { state: 'available', version: '0.2.0' } as const
  const kept = { notice, hasNewPasscode: true, update, keepsSecrets: false }
  const page = await open(kept)
  await expectNoViolations(page)
  await openSettings(page)
  await chooseTab(page, 'Advanced')
  await page.getByLabel('Port').fill('80')
  await chooseTab(page, 'This computer')
  await page.getByLabel('Where to look for updates').fill('updates')
  await saveSettings(page)
  for (const tab of ['This computer', 'Advanced'] as const) {
    await chooseTab(page, tab)
    await expect(page.getByRole('alert')).toHaveCount(1)
    await expectNoViolations(page)
    await keepScreenshot(page, `settings with mistakes, ${tab}`)
  }
  await page.keyboard.press('Escape')
  await expect(page.getByText('Your changes are not saved.')).toBeVisible()
  await expectNoViolations(page)
})

/** Offers are tried three times for five seconds each, which are half a second here. */
const hurry = (page: Page) =>
  page.addInitScript(() => {
    const { setTimeout: later } = window
    Object.assign(window, { setTimeout: (act: TimerHandler, ms?: number) => later(act, ms === 5_000 ? 500 : ms) })
  })

test('on a machine whose policy wants no files a call has none, and who offers one is told', async () => {
  const [ann, bob] = [await newPage({}, { devices: false }), await newPage({}, { devices: false })]
  await hurry(ann)
  await stubBridge(ann, { hostPasscode: [PASSCODE] })
  await stubBridge(bob, { hostPasscode: [PASSCODE], settings: [{ ...KEPT, managed: ['files'] }] })
  for (const [page, name] of [
    [ann, 'Ann'],
    [bob, 'Bob'],
  ] as const) {
    await page.goto(host.page())
    await join(page, name, 'standup')
  }
  await expectStatus(ann, 'In a call with Bob.')
  await ann.getByRole('button', { name: 'More', exact: true }).click()
  await ann.getByRole('menuitem', { name: 'Send files…' }).click()
  const file = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(9) }
  await ann.locator('input[type=file]').first().setInputFiles(file)
  await expect(ann.getByText('Bob has a page that takes no files')).toBeVisible()
  await bob.getByRole('button', { name: 'More', exact: true }).click()
  await expect(bob.getByRole('menuitem', { name: 'Settings' })).toBeVisible()
  await expect(bob.getByRole('menuitem', { name: 'Send files…' })).toHaveCount(0)
})
