import type { Page } from 'playwright'
import { expectSeesAndHears, expectStatus } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('whoever is named is answered by itself, with sound until the settings add the camera', async ({ people }) => {
  const [ann, bob] = [await people.open(), await people.open()]
  await ann.getByLabel('Your name').fill('Ann')
  await bob.getByLabel('Your name').fill('Bob')
  const callAnn = bob.getByRole('button', { name: 'Call Ann' })
  await callAnn.click()
  await button(ann, 'Accept').click()
  await expectSeesAndHears(ann)
  await button(ann, 'People').click()
  await button(ann, 'Answer Bob by itself from now on').click()
  await expect(ann.getByText('Calls of Bob are answered by themselves, with sound.')).toBeVisible()
  await button(bob, 'Hang up').click()
  for (const page of [ann, bob]) await button(page, 'Back').click()

  await callAnn.click()
  await expect(ann.getByText('This call is answered by itself in a moment.')).toBeVisible()
  await expectStatus(ann, 'In a call with Bob.')
  await expect(button(ann, 'Mute microphone')).toBeVisible()
  await expect(button(ann, 'Turn on camera')).toBeVisible()
  await button(bob, 'Hang up').click()
  await button(ann, 'Back').click()
  await button(ann, 'Settings').click()
  await ann.getByLabel('What Bob gets').selectOption('Camera and sound')
  await button(ann, 'Save').click()
  await button(bob, 'Back').click()

  await callAnn.click()
  await expectStatus(ann, 'In a call with Bob.')
  await expectSeesAndHears(bob)
})
