import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectNoViolations, LOOKS } from '../helpers/accessibility.js'
import { expectSeesAndHears, expectWaiting, join } from '../helpers/call-page.js'
import { test } from './support/network.js'

/** The page of each machine's own host. */
const PAGE = 'http://localhost:8080/standup'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const named = (name: string, ...args: string[]) => ({ discovery: true, args: ['--name', name, ...args] })

test('hosts find each other, are joined by one press, and are gone once they are gone', async ({ network }) => {
  const studio = await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop'))
  const ann = await network.browse(network.first, PAGE)
  const bob = await network.browse(network.second, PAGE)
  await expect(button(ann, 'Join Workshop')).toBeVisible()
  await expect(button(bob, 'Join Studio PC')).toHaveAccessibleDescription('192.168.77.1:8080')

  await button(bob, 'Join Studio PC').click()
  await expect(bob.getByRole('status')).toContainText('Connected to 192.168.77.1:8080')
  await expect(button(bob, 'Join Studio PC')).toHaveCount(0)
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Bob')
  await expectSeesAndHears(ann)
  await expectSeesAndHears(bob)

  await button(bob, 'Hang up').click()
  await button(bob, 'Use this computer instead').click()
  await expect(button(bob, 'Join Studio PC')).toBeVisible()
  await studio.stop('SIGKILL')
  await expect(button(bob, 'Join Studio PC')).toHaveCount(0)
  await expect(bob.getByText('No other computer with Lanline yet.')).toBeVisible()
})

test('a host that was found asks for its passcode', async ({ network }) => {
  await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop', '--passcode', 'open sesame'))
  const ann = await network.browse(network.first, PAGE)
  await expect(button(ann, 'Join Workshop')).toHaveAccessibleDescription('192.168.77.2:8080 · asks for a passcode')
  await button(ann, 'Join Workshop').click()
  await expect(ann.getByRole('dialog', { name: '192.168.77.2:8080 is protected' })).toBeVisible()
  await ann.getByRole('textbox', { name: 'Passcode' }).fill('open sesame')
  await button(ann, 'Continue').click()
  await expect(ann.getByRole('status')).toContainText('Connected to 192.168.77.2:8080')
})

test('finding can be turned off, and on again', async ({ network }) => {
  await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop'))
  const ann = await network.browse(network.first, PAGE)
  const bob = await network.browse(network.second, PAGE)
  await expect(button(bob, 'Join Studio PC')).toBeVisible()
  await ann.getByLabel('Let others on this network find this computer').uncheck()
  await expect(ann.getByText('Finding is turned off.')).toBeVisible()
  await expect(button(bob, 'Join Studio PC')).toHaveCount(0)
  await ann.getByLabel('Let others on this network find this computer').check()
  await expect(button(bob, 'Join Studio PC')).toBeVisible()
})

for (const [name, look] of Object.entries(LOOKS)) {
  test(`hosts that were found can be read by everyone: ${name}`, async ({ network }) => {
    await network.host(network.first, named('Studio PC'))
    await network.host(network.second, named('Workshop', '--passcode', 'open sesame'))
    const ann = await network.browse(network.first, PAGE, look)
    await expect(button(ann, 'Join Workshop')).toBeVisible()
    await expectNoViolations(ann)
  })
}
