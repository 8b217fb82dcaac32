import type { Page } from 'playwright'
import { LIMITS } from '../../common/limits.js'
import { expectSeesAndHears, expectStatus, fillRoom, received } from '../helpers/call-page.js'
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

/** Ann hangs up, and both are at the start again. */
async function end(ann: Page, bob: Page): Promise<void> {
  await button(ann, 'Hang up').click()
  for (const page of [ann, bob]) await button(page, 'Back').click()
  await expect(callButton(ann, 'Bob')).toBeEnabled()
}

test('two people call each other', async ({ people }) => {
  const [ann, bob] = (await gather(people, 'Ann', 'Bob')) as [Page, Page]

  await test.step('a person is called from the list', async () => {
    await callButton(ann, 'Bob').click()
    await expectStatus(ann, 'Ringing Bob…')
    await expect(ringing(bob, 'Ann')).toBeVisible()
    await expect(bob).toHaveTitle('Ann is calling · Lanline')
    await button(bob, 'Accept').click()
    await expectSeesAndHears(ann, bob)
  })

  await test.step('a reload ends the call for neither', async () => {
    for (const [reloading, other] of [
      [bob, ann],
      [ann, bob],
    ] as const) {
      await reloading.reload()
      await expectSeesAndHears(reloading, other)
    }
  })

  await test.step('hanging up ends it on both sides, and afterwards both see each other once', async () => {
    await button(ann, 'Hang up').click()
    await expect(bob.getByRole('alert')).toHaveText('Ann hung up.')
    await expect(headline(ann, /^You left the call with Bob · \d+:\d\d$/)).toBeVisible()
    for (const page of [ann, bob]) await button(page, 'Back').click()
    await expect(button(ann, 'Start a call')).toBeVisible()
    for (const call of [callButton(bob, 'Ann'), callButton(ann, 'Bob')]) {
      await expect(call).toBeEnabled()
      await expect(call).toHaveCount(1)
    }
  })

  await test.step('two people who call each other at once are in one call', async () => {
    const press = (page: Page, name: string) =>
      callButton(page, name).evaluate((element: HTMLElement) => element.click())
    await Promise.all([press(ann, 'Bob'), press(bob, 'Ann')])
    await expectSeesAndHears(ann, bob)
    await expect(ringing(ann, 'Bob')).toHaveCount(0)
    await expect(ringing(bob, 'Ann')).toHaveCount(0)
    await end(ann, bob)
  })

  await test.step('a voice call shows neither picture, until one turns the camera on', async () => {
    await chooseAbout(ann, 'Bob', 'Audio only')
    await expect(bob.getByText('A voice call')).toBeVisible()
    await expect(button(bob, 'Accept')).toHaveCount(0)
    await button(bob, 'Answer').click()
    await expectStatus(ann, 'In a call with Bob.')
    await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '0')
    await expect(bob.getByTestId('remote-video')).toHaveCSS('opacity', '0')
    await button(ann, 'Turn on camera').click()
    await expectSeesAndHears(bob)
    await end(ann, bob)
    await expect(button(bob, 'Turn off camera')).toBeVisible()
  })

  await test.step('a call can be taken with audio only', async () => {
    await callButton(ann, 'Bob').click()
    await button(bob, 'Audio only').click()
    await expectSeesAndHears(bob)
    await expect(button(bob, 'Turn on camera')).toBeVisible()
    await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '0')
    const before = await received(ann)
    await expect.poll(async () => (await received(ann)).audioEnergy).toBeGreaterThan(before.audioEnergy)
    expect((await received(ann)).framesDecoded).toBe(before.framesDecoded)
    await end(ann, bob)
  })

  await test.step('rooms are listed with how many are in, and entered from the list', async () => {
    await fillRoom(ann, 'standup')
    await button(ann, 'Join room').click()
    await expect(bob.getByText('1 of 2 people')).toBeVisible()
    await expect(bob.getByText('In standup')).toBeVisible()
    await button(bob, 'Enter standup').click()
    await expectSeesAndHears(ann)
  })
})

test('a ring goes on until it is taken, or comes to nothing', async ({ people }) => {
  const [ann, bob, carl] = (await gather(people, 'Ann', 'Bob', 'Carl')) as [Page, Page, Page]
  const missed = (page: Page, name: string) => page.getByText(new RegExp(`^${name} called at \\d`))

  await test.step('a call that is called off stops ringing and is told as missed', async () => {
    await callButton(ann, 'Bob').click()
    await expect(ringing(bob, 'Ann')).toBeVisible()
    await button(ann, 'Hang up').click()
    await expect(ringing(bob, 'Ann')).toBeHidden()
    await expect(missed(bob, 'Ann')).toBeVisible()
    await expect(callButton(bob, 'Ann')).toBeEnabled()
    await button(bob, 'Call back').click()
    await expect(ringing(ann, 'Bob')).toBeVisible()
    await button(bob, 'Hang up').click()
    await expect(missed(ann, 'Bob')).toBeVisible()
    await button(ann, 'Dismiss').click()
    await expect(missed(ann, 'Bob')).toHaveCount(0)
  })

  await test.step('a caller who reloads calls off', async () => {
    await callButton(ann, 'Bob').click()
    await expect(ringing(bob, 'Ann')).toBeVisible()
    await ann.reload()
    await expect(ringing(bob, 'Ann')).toBeHidden()
    await button(bob, 'Dismiss').click()
    await expect(missed(bob, 'Ann')).toHaveCount(0)
  })

  await test.step('nobody answers for half a minute', async () => {
    await ann.clock.install()
    await callButton(ann, 'Bob').click()
    await expect(ringing(bob, 'Ann')).toBeVisible()
    // The page ends it a moment after the host would have, whose own half a minute integration tests make short.
    await ann.clock.fastForward(LIMITS.ringMs + 5_000)
    await expect(headline(ann, 'Bob did not answer')).toBeVisible()
    await expect(ringing(bob, 'Ann')).toBeHidden()
    await expect(missed(bob, 'Ann')).toBeVisible()
    await button(ann, 'Back').click()
  })

  await test.step('a call can be declined, and placed again', async () => {
    await callButton(bob, 'Ann').click()
    await button(ann, 'Decline').click()
    await expect(headline(bob, 'Ann declined')).toBeVisible()
    await expect(ringing(ann, 'Bob')).toBeHidden()
    await button(bob, 'Call again').click()
    await expect(ringing(ann, 'Bob')).toBeVisible()
  })

  await test.step('whoever is rung is busy', async () => {
    await expect(callButton(carl, 'Ann')).toBeDisabled()
    // Pressed at the same moment as someone else's, the button does not know yet; the host does.
    await callButton(carl, 'Ann').evaluate((element: HTMLButtonElement) => {
      element.disabled = false
      element.click()
    })
    await expect(headline(carl, 'Ann is busy')).toBeVisible()
  })

  await test.step('a person who reloads while it rings is rung again, under the same identity', async () => {
    await ann.reload()
    await expect(ringing(ann, 'Bob')).toBeVisible()
    await expectStatus(bob, 'Ringing Ann…')
    await button(ann, 'Accept').click()
    await expectSeesAndHears(ann, bob)
  })

  await test.step('whoever is in a call is busy', async () => {
    await button(carl, 'Back').click()
    await expect(carl.getByText('In a call')).toHaveCount(2)
  })
})
