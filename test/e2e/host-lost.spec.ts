import type { Page } from 'playwright'
import { expectSeesAndHears, join, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfTest()
const newPage = pageOpener()
let ann: Page
let bob: Page

test.beforeEach(async () => {
  ann = await open()
  bob = await open()
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectSeesAndHears(ann)
  await expectSeesAndHears(bob)
})

async function open(): Promise<Page> {
  const page = await newPage()
  await recordConnections(page)
  await page.goto(`http://localhost:${host.port}/`)
  return page
}

const connectionsOf = (page: Page) => page.evaluate(() => window.connections.length)

test('a host that is killed does not end the call, and takes it up again when it is back', async () => {
  await host.stop('SIGKILL')
  await expect(ann.getByRole('status')).toHaveText(
    'The host is out of reach. Your call goes on while Lanline reconnects.',
  )
  await expectSeesAndHears(ann)
  await expectSeesAndHears(bob)

  await host.start()
  await expect(ann.getByRole('status')).toHaveText('In a call with Bob.')
  await expect(bob.getByRole('status')).toHaveText('In a call with Ann.')
  await expectSeesAndHears(ann)
  expect(await connectionsOf(ann)).toBe(1)
  expect(await connectionsOf(bob)).toBe(1)

  const carl = await open()
  await join(carl, 'Carl', 'standup')
  await expect(carl.getByRole('heading', { name: 'standup is full' })).toBeVisible()
})

test('a host that closes says so, and the call goes on', async () => {
  await host.stop('SIGTERM')
  await expect(bob.getByRole('status')).toHaveText('The host has closed. Your call goes on, but nobody new can join.')
  await expectSeesAndHears(bob)
  await bob.getByRole('button', { name: 'Hang up' }).click()
  await expect(bob.getByRole('button', { name: 'Rejoin' })).toBeVisible()
  await expect(ann.getByRole('heading')).toHaveText('You are alone in standup')
})

test('a person who reloads is in the call again after one press', async () => {
  await bob.reload()
  await expect(ann.getByRole('status')).toContainText('Bob left')
  await expect(bob.getByLabel('Your name')).toHaveValue('Bob')
  await expect(bob.getByLabel('Room', { exact: true })).toHaveValue('standup')
  await bob.getByRole('button', { name: 'Join room' }).click()
  await expectSeesAndHears(ann)
  await expectSeesAndHears(bob)
})
