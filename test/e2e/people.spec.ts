import type { Page } from 'playwright'
import { expectPictureMoves, expectSeesAndHears, expectStatus, fillRoom, received } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import type { People } from './support/people.js'
import { chooseAbout } from './support/start-screen.js'

/** Opens a start screen for each of the names, who then see each other. */
async function gather(people: People, ...names: string[]): Promise<Page[]> {
  const pages: Page[] = []
  for (const name of names) {
    const page = await people.open()
    await page.getByLabel('Your name').fill(name)
    pages.push(page)
  }
  for (const [index, page] of pages.entries()) {
    for (const name of names.toSpliced(index, 1)) await expect(callButton(page, name)).toBeVisible()
  }
  return pages
}

const callButton = (page: Page, name: string) => page.getByRole('button', { name: `Call ${name}` })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const ringing = (page: Page, name: string) => page.getByRole('dialog', { name: `${name} is calling` })
const headline = (page: Page, text: string | RegExp) => page.getByRole('heading', { name: text })

test('a person is called from the list, and hanging up ends it on both sides', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await expectStatus(ann, 'Ringing Bob…')
  await expect(ringing(bob, 'Ann')).toBeVisible()
  await expect(bob).toHaveTitle('Ann is calling · Lanline')
  await button(bob, 'Accept').click()
  await expectSeesAndHears(ann, bob)

  await button(ann, 'Hang up').click()
  await expect(bob.getByRole('alert')).toHaveText('Ann hung up.')
  await expect(headline(ann, /^You left the call with Bob · \d+:\d\d$/)).toBeVisible()
  await button(ann, 'Back').click()
  await expect(button(ann, 'Start a call')).toBeVisible()
  await button(bob, 'Back').click()
  await expect(callButton(bob, 'Ann')).toBeEnabled()
})

test('a reload ends a direct call for neither, and afterwards both see each other once', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await button(bob, 'Accept').click()
  await expectSeesAndHears(ann)
  for (const [reloading, other] of [
    [bob, ann],
    [ann, bob],
  ] as const) {
    await reloading.reload()
    await expectSeesAndHears(reloading, other)
  }
  await button(ann, 'Hang up').click()
  await expect(bob.getByRole('alert')).toHaveText('Ann hung up.')
  for (const page of [ann, bob]) await button(page, 'Back').click()
  await expect(callButton(bob, 'Ann')).toBeEnabled()
  await expect(callButton(ann, 'Bob')).toBeEnabled()
  await expect(callButton(bob, 'Ann')).toHaveCount(1)
  await expect(callButton(ann, 'Bob')).toHaveCount(1)
})

test('two people who call each other at once are in one call', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  const press = (page: Page, name: string) => callButton(page, name).evaluate((element: HTMLElement) => element.click())
  await Promise.all([press(ann, 'Bob'), press(bob, 'Ann')])
  await expectSeesAndHears(ann, bob)
  for (const [page, name] of [
    [ann, 'Bob'],
    [bob, 'Ann'],
  ] as const)
    await expect(ringing(page, name)).toHaveCount(0)
})

test('a call can be declined, and placed again', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await button(bob, 'Decline').click()
  await expect(headline(ann, 'Bob declined')).toBeVisible()
  await expect(ringing(bob, 'Ann')).toBeHidden()

  await button(ann, 'Call again').click()
  await button(bob, 'Accept').click()
  await expectPictureMoves(ann)
})

test('a call can be taken with audio only', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await button(bob, 'Audio only').click()
  await expectSeesAndHears(bob)
  await expect(button(bob, 'Turn on camera')).toBeVisible()
  await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '0')
  const before = await received(ann)
  await expect.poll(async () => (await received(ann)).audioEnergy).toBeGreaterThan(before.audioEnergy)
  expect((await received(ann)).framesDecoded).toBe(before.framesDecoded)
})

test('a voice call shows neither picture, until one turns the camera on', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await chooseAbout(ann, 'Bob', 'Audio only')
  await expect(bob.getByText('A voice call')).toBeVisible()
  await expect(button(bob, 'Accept')).toHaveCount(0)
  await button(bob, 'Answer').click()
  await expectStatus(ann, 'In a call with Bob.')
  await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '0')
  await expect(bob.getByTestId('remote-video')).toHaveCSS('opacity', '0')
  await button(ann, 'Turn on camera').click()
  await expectSeesAndHears(bob)

  await button(ann, 'Hang up').click()
  await button(bob, 'Back').click()
  await expect(button(bob, 'Turn off camera')).toBeVisible()
})

test('a call that is called off stops ringing and is told as missed', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await expect(ringing(bob, 'Ann')).toBeVisible()
  await button(ann, 'Hang up').click()
  await expect(ringing(bob, 'Ann')).toBeHidden()
  const missed = bob.getByText(/^Ann called at \d/)
  await expect(missed).toBeVisible()
  await expect(callButton(bob, 'Ann')).toBeEnabled()
  await button(bob, 'Call back').click()
  await expect(ringing(ann, 'Bob')).toBeVisible()
  await button(bob, 'Hang up').click()
  await expect(ann.getByText(/^Bob called at \d/)).toBeVisible()
  await button(ann, 'Dismiss').click()
  await expect(ann.getByText(/^Bob called at \d/)).toHaveCount(0)
})

test('whoever is in a call is busy', async ({ people }) => {
  const [ann, bob, carl] = (await gather(people, 'Ann', 'Bob', 'Carl')) as [Page, Page, Page]
  await callButton(ann, 'Bob').click()
  await expect(ringing(bob, 'Ann')).toBeVisible()
  await expect(callButton(carl, 'Bob')).toBeDisabled()
  // Pressed at the same moment as someone else's, the button does not know yet; the host does.
  await callButton(carl, 'Bob').evaluate((element: HTMLButtonElement) => {
    element.disabled = false
    element.click()
  })
  await expect(headline(carl, 'Bob is busy')).toBeVisible()
  await button(bob, 'Accept').click()
  await expectPictureMoves(ann)
  await button(carl, 'Back').click()
  await expect(carl.getByText('In a call')).toHaveCount(2)
})

test('nobody answers for half a minute', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await expect(headline(ann, 'Bob did not answer')).toBeVisible({ timeout: 40_000 })
  await expect(ringing(bob, 'Ann')).toBeHidden()
  await expect(bob.getByText(/^Ann called at \d/)).toBeVisible()
})

test('a person who reloads while it rings is rung again, under the same identity', async ({ people }) => {
  const [bob, ann] = (await gather(people, 'Bob', 'Ann')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await expect(ringing(bob, 'Ann')).toBeVisible()
  await bob.reload()
  await expect(ringing(bob, 'Ann')).toBeVisible()
  await expectStatus(ann, 'Ringing Bob…')
  await button(bob, 'Accept').click()
  await expectSeesAndHears(ann, bob)
})

test('a caller who reloads calls off', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await callButton(ann, 'Bob').click()
  await expect(ringing(bob, 'Ann')).toBeVisible()
  await ann.reload()
  await expect(ringing(bob, 'Ann')).toBeHidden()
})

test('rooms are listed with how many are in, and entered from the list', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]
  await fillRoom(ann, 'standup')
  await button(ann, 'Join room').click()
  await expect(bob.getByText('1 of 2 people')).toBeVisible()
  await expect(bob.getByText('In standup')).toBeVisible()
  await button(bob, 'Enter standup').click()
  await expectSeesAndHears(ann)
})
