import type { Page } from 'playwright'
import type { PageStatus } from '../../common/page-status.js'
import { expectNoViolations } from '../helpers/accessibility.js'
import { bridgeCalls, emitFromApp, stubBridge } from '../helpers/bridge-stub.js'
import { expectCameraOn, expectWaiting, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { chooseAbout } from './support/start-screen.js'

const host = hostOfTest()
const newPage = pageOpener()

/** The start screen in the app. */
async function openApp(name: string, prepare: (page: Page) => Promise<unknown> = stubBridge): Promise<Page> {
  const page = await newPage()
  await prepare(page)
  await page.goto(host.page())
  await page.getByLabel('Your name').fill(name)
  await expectCameraOn(page)
  return page
}

/** The same in a browser, of someone without camera and microphone. */
async function openBrowser(name: string): Promise<Page> {
  const page = await newPage({}, { devices: false })
  await page.goto(host.page())
  await page.getByLabel('Your name').fill(name)
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const status = (page: Page) => page.getByRole('status')
const tileOf = (page: Page, name: string) => page.getByRole('figure').filter({ hasText: name })

async function told(page: Page): Promise<PageStatus[]> {
  return (await bridgeCalls(page, 'tell')).map(([, argument]) => argument as PageStatus)
}

/** Passes once that is what the page told last. */
const expectTold = (page: Page, status: Partial<PageStatus>) =>
  expect.poll(async () => (await told(page)).at(-1)).toEqual({ ...idle(), ...status })

const idle = (): PageStatus => ({
  activity: 'idle',
  microphone: 'on',
  unread: 0,
})

test('the app is told how the person is doing, and nothing twice', async () => {
  const [ann, bob] = [await openApp('Ann'), await openBrowser('Bob')]
  await expectTold(ann, {})

  await test.step('what is said while the person is at another window is unread until they are back', async () => {
    await ann.evaluate(() => {
      document.hasFocus = () => false
    })
    for (const page of [ann, bob]) await button(page, 'Chat').click()
    await bob.getByRole('textbox', { name: 'Message' }).fill('hello')
    await button(bob, 'Send').click()
    await expectTold(ann, { unread: 1 })
    await ann.evaluate(() => {
      document.hasFocus = () => true
      dispatchEvent(new Event('focus'))
    })
    await expectTold(ann, {})
    for (const page of [ann, bob]) await page.keyboard.press('Escape')
  })

  await join(ann, 'Ann', 'standup')
  await expectTold(ann, { activity: 'waiting', room: 'standup' })
  await join(bob, 'Bob', 'standup')
  const inCall = { activity: 'in-call', room: 'standup' } as const
  await expectTold(ann, inCall)

  // The start screen has a button of that name too.
  await expect(button(bob, 'Hang up')).toBeVisible()
  await button(bob, 'Chat').click()
  await bob.getByRole('textbox', { name: 'Message' }).fill('hello')
  await button(bob, 'Send').click()
  await expectTold(ann, { ...inCall, unread: 1 })
  await button(ann, 'Chat').click()
  await expectTold(ann, inCall)

  await test.step('microphone and call follow the tray', async () => {
    await emitFromApp(ann, 'toggle-microphone')
    await expectTold(ann, { ...inCall, microphone: 'muted' })
    await expect(button(ann, 'Unmute microphone')).toBeVisible()
    await expect(tileOf(bob, 'Ann').getByLabel('Muted')).toHaveCount(1)
    await emitFromApp(ann, 'toggle-microphone')
    await expectTold(ann, inCall)

    await emitFromApp(ann, 'hang-up')
    await expect(status(bob)).toContainText('Ann left')
    await expect(button(ann, 'Rejoin')).toBeVisible()
  })

  // Nothing shows what the devices give until the person is back at the start.
  await expectTold(ann, { microphone: 'none' })
  await button(ann, 'Back').click()
  await expectTold(ann, {})
  const all = await told(ann)
  expect(all.filter((status, at) => JSON.stringify(status) === JSON.stringify(all[at - 1]))).toEqual([])
})

test('a call that rings', async () => {
  const [ann, cem] = [await openApp('Ann'), await openBrowser('Cem')]

  await test.step('can be read and answered by everyone', async () => {
    await button(cem, 'Call Ann').click()
    await expect(ann.getByRole('dialog', { name: 'Cem is calling' })).toBeVisible()
    await expectNoViolations(ann)
  })

  await test.step('is declined from outside, and one that no longer rings is neither taken nor declined', async () => {
    await expectTold(ann, { activity: 'ringing', caller: 'Cem' })
    await emitFromApp(ann, 'decline-call')
    await expect(cem.getByRole('heading', { name: 'Ann declined' })).toBeVisible()
    await expectTold(ann, {})
    await emitFromApp(ann, 'accept-call')
    await emitFromApp(ann, 'decline-call')
    await expect(button(ann, 'Start a call')).toBeVisible()
  })

  await test.step('is taken from outside as it was placed', async () => {
    await button(cem, 'Back').click()
    await chooseAbout(cem, 'Ann', 'Audio only')
    await expectTold(ann, { activity: 'ringing', caller: 'Cem' })
    await emitFromApp(ann, 'accept-call')
    await expectTold(ann, { activity: 'in-call' })
    await expect(status(cem)).toHaveText('In a call with Ann.')
    await expect(button(ann, 'Turn on camera')).toBeVisible()
  })
})

test('the settings open from outside, and keep what was entered already', async () => {
  const ann = await openApp('Ann')
  await emitFromApp(ann, 'show-settings')
  await expect(ann.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  const quality = ann.getByLabel('Picture quality')
  await quality.selectOption('saving')
  await emitFromApp(ann, 'show-settings')
  await expect(quality).toHaveValue('saving')
})

test('an app that fails to listen keeps nobody from calling', async () => {
  const errors: string[] = []
  const ann = await openApp('Ann', async (page) => {
    page.on('pageerror', ({ message }) => errors.push(message))
    await stubBridge(page, { tell: [] })
  })
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  expect(errors).toContain('The app failed.')
})

test('a network that has changed makes the page look after its host', async () => {
  const sockets: string[] = []
  const ann = await openApp('Ann', async (page) => {
    await stubBridge(page)
    await page.clock.install()
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => sockets.push(String(payload)))
    })
  })
  await expect(ann.getByText('Hosting')).toBeVisible()
  await emitFromApp(ann, 'network-changed')
  await expect.poll(() => sockets.some((frame) => frame.includes('ipaddr'))).toBe(true)
})

const REFUSED = 'Camera and microphone are not allowed.'

test('what the system refuses is allowed in its settings', async () => {
  const app = await newPage({}, { allowed: false })
  await stubBridge(app)
  await app.goto(host.page())
  await expect(app.getByText(REFUSED)).toContainText('allow them in the system’s settings.')
  await expectNoViolations(app)
  await keepScreenshot(app, 'camera and microphone refused')
  await button(app, 'Open system settings').click()
  await expect.poll(() => bridgeCalls(app, 'openPrivacySettings')).toEqual([['openPrivacySettings', 'camera']])

  await app.context().grantPermissions(['camera'])
  await button(app, 'Turn on camera').click()
  await expect(app.getByText('The microphone is not allowed. Allow it in the system’s settings.')).toBeVisible()
  await button(app, 'Open system settings').click()
  await expect
    .poll(async () => (await bridgeCalls(app, 'openPrivacySettings')).at(-1))
    .toEqual(['openPrivacySettings', 'microphone'])

  const page = await newPage({}, { allowed: false })
  await page.goto(host.page())
  await expect(page.getByText(REFUSED)).toContainText('browser’s address bar')
  await expect(button(page, 'Open system settings')).toHaveCount(0)
})
