import type { Page, WebSocketRoute } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, expectStatus, expectStatusHas, expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { chooseAbout } from './support/start-screen.js'

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

/** Ann and Bob in one room, which Ann has locked. */
async function lockedCall(room: string, ...pages: [Page, Page]): Promise<[Page, Page]> {
  const [ann, bob] = [await open('Ann', pages[0]), await open('Bob', pages[1])]
  await join(ann, 'Ann', room)
  await expectWaiting(ann)
  await join(bob, 'Bob', room)
  await expectPictureMoves(ann)
  await choose(ann, 'Lock room')
  await expect(bob.getByText('Locked', { exact: true })).toBeVisible()
  await expect(ann.getByText('Locked', { exact: true })).toBeVisible()
  return [ann, bob]
}

test('a locked room takes nobody in, until someone in it unlocks it', async () => {
  const [ann, bob] = await lockedCall('standup', await newPage(), await newPage())
  await expect(bob.getByText('Locked', { exact: true })).toBeVisible()
  await button(bob, 'Chat').click()
  await expect(bob.getByText('Ann locked the room.')).toBeVisible()

  const carl = await open('Carl', await newPage())
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

test('a person without the host cannot unlock the room, and gets back into it', async () => {
  const page = await newPage()
  const cut = await cuttable(page)
  const [, bob] = await lockedCall('kept', await newPage(), page)
  await cut(true)
  await expectStatusHas(bob, 'The host is out of reach')
  await choose(bob, 'Unlock room')
  await expect(bob.getByRole('alert')).toHaveText('The host did not answer in time. Try again.')
  await cut(false)
  await expectStatus(bob, 'In a call with Ann.')
  await expect(bob.getByText('Locked', { exact: true })).toBeVisible()
  await expect(bob.getByRole('alert')).toHaveCount(0)
})

test('the operator sees where people come from, and removes one for good', async () => {
  const [ann, bob, carl] = [
    await open('Ann', await newPage()),
    await open('Bob', await newPage()),
    await open('Carl', await newPage()),
  ]
  await join(bob, 'Bob', 'office')
  await expectWaiting(bob)
  await join(carl, 'Carl', 'office')
  await expectPictureMoves(carl)
  await expect(ann.getByText('In office · on this computer')).toHaveCount(2)

  const question = ann.getByRole('dialog', { name: 'Remove Bob?' })
  await chooseAbout(ann, 'Bob', 'Remove')
  await expect(question.getByText('Other people at this computer still can.')).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(button(ann, 'More about Bob')).toBeFocused()
  await chooseAbout(ann, 'Bob', 'Remove')
  await question.getByRole('button', { name: 'Remove' }).click()
  await expect(bob.getByRole('alert')).toHaveText(
    'You were removed from this computer’s calls by the person who runs it.',
  )
  await expectStatusHas(carl, 'Bob left')
  await expect(question).toHaveCount(0)
  await expect(button(ann, 'More about Bob')).toHaveCount(0)

  await bob.reload()
  await expect(bob.getByRole('alert')).toContainText('You were removed')
  await button(bob, 'Join room').click()
  await expect(bob.getByRole('alert').filter({ hasText: 'You were removed' })).toHaveCount(2)
  await expect(button(bob, 'Another address')).toBeVisible()
})

test('a locked call and a removal can be read by everyone', async () => {
  test.slow()
  const [, bob] = await lockedCall('standup', await newPage(), await newPage())
  await expectNoViolations(bob)
  const carl = await open('Carl', await newPage())
  await chooseAbout(carl, 'Bob', 'Remove')
  await expectNoViolations(carl)
  await carl.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(bob.getByRole('heading', { name: 'You are out' })).toBeVisible()
  await expectNoViolations(bob)
  await button(bob, 'Go to another computer').click()
  await expectNoViolations(bob)
})
