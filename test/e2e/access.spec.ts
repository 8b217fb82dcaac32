import type { Page, WebSocketRoute } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectStatus, expectStatusHas, expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { chooseAbout } from './support/start-screen.js'

/** Nobody's picture or sound is looked at. */
const WITHOUT_DEVICES = { devices: false }

const host = hostOfTest({ capacity: 3 })
const newPage = pageOpener()

async function open(name: string, page: Page): Promise<Page> {
  await page.goto(host.page())
  await page.getByLabel('Your name').fill(name)
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function choose(page: Page, item: string): Promise<void> {
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Gives what parts a page from its host, and joins them again. To be called before the page is loaded. */
async function cuttable(page: Page): Promise<(isCut: boolean) => Promise<void>> {
  const sockets: WebSocketRoute[] = []
  let isCut = false
  await page.route('**/socket.io/?*', (route) => (isCut ? route.abort() : route.continue()))
  await page.routeWebSocket('**/socket.io/?*', (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    sockets.push(socket)
  })
  return async (cut) => {
    isCut = cut
    if (cut) for (const socket of sockets.splice(0)) await socket.close()
  }
}

test('a locked room', async () => {
  const [annPage, bobPage] = [await newPage({}, WITHOUT_DEVICES), await newPage({}, WITHOUT_DEVICES)]
  const cut = await cuttable(bobPage)
  const [ann, bob] = [await open('Ann', annPage), await open('Bob', bobPage)]
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'standup')
  await expectStatus(bob, 'In a call with Ann.')
  await choose(ann, 'Lock room')
  for (const page of [ann, bob]) await expect(page.getByText('Locked', { exact: true })).toBeVisible()

  await test.step('it can be read by everyone', () => expectNoViolations(bob))

  await test.step('a person without the host cannot unlock it, and gets back into it', async () => {
    await cut(true)
    await expectStatusHas(bob, 'The host is out of reach')
    await choose(bob, 'Unlock room')
    await expect(bob.getByRole('alert')).toHaveText('The host did not answer in time. Try again.')
    await cut(false)
    await expectStatus(bob, 'In a call with Ann.')
    await expect(bob.getByText('Locked', { exact: true })).toBeVisible()
    await expect(bob.getByRole('alert')).toHaveCount(0)
  })

  await test.step('it takes nobody in, until someone in it unlocks it', async () => {
    await button(bob, 'Chat').click()
    await expect(bob.getByText('Ann locked the room.')).toBeVisible()

    const carl = await open('Carl', await newPage({}, WITHOUT_DEVICES))
    await expect(carl.getByText('2 of 3 people · locked')).toBeVisible()
    await expect(button(carl, 'Enter standup')).toBeDisabled()
    await join(carl, 'Carl', 'STANDUP')
    await expect(carl.getByRole('heading', { name: 'STANDUP is locked' })).toBeVisible()
    await expect(carl.getByRole('alert')).toContainText('Ask them to unlock it')

    await choose(bob, 'Unlock room')
    await expect(bob.getByText('You unlocked the room.')).toBeVisible()
    await expect(ann.getByText('Locked', { exact: true })).toHaveCount(0)
    await button(carl, 'Try again').click()
    await expectStatusHas(carl, 'In a call with')
  })
})

test('the operator sees where people come from, and removes one for good, which everyone can read', async () => {
  const [ann, bob, carl] = [
    await open('Ann', await newPage()),
    await open('Bob', await newPage({}, WITHOUT_DEVICES)),
    await open('Carl', await newPage({}, WITHOUT_DEVICES)),
  ]
  await join(bob, 'Bob', 'office')
  await expectWaiting(bob)
  await join(carl, 'Carl', 'office')
  await expectStatus(carl, 'In a call with Bob.')
  await expect(ann.getByText('In office · on this computer')).toHaveCount(2)

  const question = ann.getByRole('dialog', { name: 'Remove Bob?' })
  await chooseAbout(ann, 'Bob', 'Remove')
  await expect(question.getByText('Other people at this computer still can.')).toBeVisible()
  await expectNoViolations(ann)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(button(ann, 'More about Bob')).toBeFocused()
  await chooseAbout(ann, 'Bob', 'Remove')
  await question.getByRole('button', { name: 'Remove' }).click()
  await expect(bob.getByRole('heading', { name: 'You are out' })).toBeVisible()
  await expect(bob.getByRole('alert')).toHaveText(
    'You were removed from this computer’s calls by the person who runs it.',
  )
  await expectStatusHas(carl, 'Bob left')
  await expect(question).toHaveCount(0)
  await expect(button(ann, 'More about Bob')).toHaveCount(0)
  await expectNoViolations(bob)
  await button(bob, 'Go to another computer').click()
  await expectNoViolations(bob)

  await bob.reload()
  await expect(bob.getByRole('alert')).toContainText('You were removed')
  await button(bob, 'Join room').click()
  await expect(bob.getByRole('alert').filter({ hasText: 'You were removed' })).toHaveCount(2)
  await expect(button(bob, 'Another address')).toBeVisible()
})
