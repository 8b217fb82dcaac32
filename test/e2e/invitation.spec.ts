import type { Page } from 'playwright'
import type { WayToHost } from '../../common/bridge.js'
import type { Invite } from '../../common/invite.js'
import { expectNoViolations, SIZES } from '../helpers/accessibility.js'
import { bridgeCalls, emitFromApp, stubBridge } from '../helpers/bridge-stub.js'
import { expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const KEY = 'k'.repeat(43)

const own = hostOfFile()
const other = hostOfFile()
const newPage = pageOpener()
/** The other host's origin, and how it is reached. */
let origin: string
let plain: WayToHost

test.beforeAll(() => {
  origin = `http://localhost:${other.port}`
  plain = { kind: 'plain', origin }
})

/** The page of the app, which finds other hosts in these ways. */
async function openApp(ways: WayToHost[] = [plain]): Promise<Page> {
  const page = await newPage()
  await stubBridge(page, { wayTo: ways })
  await page.goto(own.page())
  await expect(page.getByText('Hosting')).toBeVisible()
  return page
}

const status = (page: Page) => page.getByRole('status')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const question = (page: Page) => page.getByRole('dialog', { name: /^Join / })
const invite = (page: Page, where: Partial<Invite> = {}) =>
  emitFromApp(page, 'invite', { origin, room: 'standup', ...where })

test('an invite that is turned down changes nothing, and one is followed once the person says so', async () => {
  const ann = await openApp()
  for (const turnDown of [() => button(ann, 'Not now').click(), () => ann.keyboard.press('Escape')]) {
    await invite(ann)
    await expect(question(ann)).toBeVisible()
    await turnDown()
    await expect(question(ann)).toHaveCount(0)
  }
  expect(await bridgeCalls(ann, 'wayTo')).toEqual([])
  await expect(ann.getByText('Hosting')).toBeVisible()
  await expect(ann.getByLabel('Room', { exact: true })).toHaveCount(0)

  await invite(ann, { key: KEY })
  await expect(question(ann)).toHaveAccessibleName(`Join standup at localhost:${other.port}?`)
  await expect(question(ann)).toContainText('names the key of that computer')
  await expect(button(ann, 'Not now')).toBeFocused()
  expect(await bridgeCalls(ann, 'wayTo')).toEqual([])
  await button(ann, 'Join').click()
  await expectWaiting(ann)
  await expect(ann.getByText(`${origin}/standup`)).toBeVisible()
  await expect(question(ann)).toHaveCount(0)
  expect(await bridgeCalls(ann, 'wayTo')).toEqual([['wayTo', { origin, key: KEY }]])
})

test('an invite without a room leads to its host', async () => {
  const ann = await openApp()
  await emitFromApp(ann, 'invite', { origin })
  await expect(question(ann)).toHaveAccessibleName(`Join localhost:${other.port}?`)
  await expect(question(ann)).toContainText('does not say how to tell that computer from another')
  await button(ann, 'Join').click()
  await expect(status(ann)).toContainText(`Connected to localhost:${other.port}`)
})

test('an invite in a call', async () => {
  const ownOrigin = `http://localhost:${own.port}`
  const here: WayToHost = { kind: 'plain', origin: ownOrigin }
  const ann = await openApp([here, here, { kind: 'changed' }, { kind: 'unreachable' }, { kind: 'changed' }, plain])
  const bob = await newPage({}, { devices: false })
  await bob.goto(own.page('/daily'))
  await join(ann, 'Ann', 'daily')
  await expectWaiting(ann)
  await join(bob, 'Bob')
  await expect(status(ann)).toHaveText('In a call with Bob.')
  const follow = async (where: Partial<Invite>) => {
    await invite(ann, { room: 'retro', ...where })
    await button(ann, 'Join').click()
  }
  const isAlone = ann.getByRole('heading', { name: 'You are alone in retro' })

  await test.step('to the host that the person is at leads into its room', async () => {
    await follow({ origin: ownOrigin })
    await expect(isAlone).toBeVisible()
    await expect(status(bob)).toContainText('Ann left')
    await follow({ origin: ownOrigin, room: 'daily' })
    await expect(status(ann)).toHaveText('In a call with Bob.')
  })

  const warning = ann.getByRole('dialog', { name: 'This is not the same computer' })
  await test.step('to a host with another key than its own is warned of', async () => {
    await follow({ key: KEY })
    await warning.getByRole('button', { name: 'Do not join' }).click()
    await expect(question(ann)).toHaveCount(0)
    await expect(status(ann)).toHaveText('In a call with Bob.')
  })

  await test.step('leaves the call as it is until its host has answered', async () => {
    await invite(ann, { room: 'retro', key: KEY })
    await expect(question(ann)).toContainText('You would leave the call that you are in.')
    await button(ann, 'Join').click()
    await expect(question(ann).getByRole('alert')).toContainText('Nothing answered there')
    await expect(status(bob)).toHaveText('In a call with Ann.')
  })

  await test.step('is followed where the person trusts the other key', async () => {
    await button(ann, 'Join').click()
    await warning.getByRole('button', { name: 'Trust it from now on' }).click()
    await expect(isAlone).toBeVisible()
    await expect(status(bob)).toContainText('Ann left')
  })
})

test('a second invite takes the place of the first, also of one that is being followed', async () => {
  const ann = await openApp()
  await invite(ann, { room: 'first' })
  other.process.kill('SIGSTOP')
  await button(ann, 'Join').click()
  await expect(button(ann, 'Joining…')).toBeVisible()
  await invite(ann, { room: 'second' })
  await expect(question(ann)).toHaveAccessibleName(`Join second at localhost:${other.port}?`)
  other.process.kill('SIGCONT')
  await expect(button(ann, 'Join')).toBeEnabled()
  await expect(ann.getByText('Connected to')).toHaveCount(0)
  await button(ann, 'Join').click()
  await expect(ann.getByRole('heading', { name: 'You are alone in second' })).toBeVisible()
})

const SMALLEST = { width: 320, height: 640 }

const HOSTILE = {
  markup: '<img src=x onerror=alert(1)>',
  'a right-to-left room': 'לחדר 192.168.1.9:8080 אל',
  'a room like an address': 'standup at 10.0.0.1:8080? Trust it, or',
  'a room that is long': 'W'.repeat(64),
}

test('the question shows the address whatever the room is called, and can be read and answered by everyone', async () => {
  const ann = await openApp([{ kind: 'unreachable' }])
  await join(ann, 'Ann', 'weekly')
  await expectWaiting(ann)
  for (const [what, room] of Object.entries(HOSTILE)) {
    await test.step(what, async () => {
      ann.on('dialog', () => expect.soft(what, 'ran').toBe('text'))
      await invite(ann, { room })
      await expect(question(ann).locator('h2 bdi')).toHaveText([room, `localhost:${other.port}`])
      await expect(question(ann).locator('p bdi')).toHaveText(`localhost:${other.port}`)
      await expect(question(ann).locator('img')).toHaveCount(0)
      await expectNoViolations(ann, [SIZES.desktop, SMALLEST])
    })
  }
  await invite(ann, { key: KEY })
  await expect(button(ann, 'Not now')).toBeFocused()
  await expectNoViolations(ann)
  await ann.keyboard.press('Tab')
  await ann.keyboard.press('Enter')
  await expect(question(ann).getByRole('alert')).toBeVisible()
  await expectNoViolations(ann)
})
