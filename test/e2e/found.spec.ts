import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectSeesAndHears, expectStatusHas, expectWaiting, join } from '../helpers/call-page.js'
import { test } from './support/network.js'
import { chooseAbout, openAccess } from './support/start-screen.js'

/** The page of each machine's own host. */
const PAGE = 'http://localhost:8080/standup'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const named = (name: string, ...args: string[]) => ({ discovery: true, args: ['--name', name, ...args] })

test('hosts find each other, one press leads into the call that is open there, and they are gone once they are gone', async ({
  network,
}) => {
  const studio = await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop'))
  const ann = await network.browse(network.first, PAGE)
  const bob = await network.browse(network.second, PAGE)
  await expect(button(ann, 'Call Workshop')).toBeVisible()
  await expect(button(bob, 'Call Studio PC')).toHaveAccessibleDescription('192.168.77.1:8080')

  await join(ann, 'Ann')
  await expectWaiting(ann)
  await button(bob, 'Call Studio PC').click()
  await expectSeesAndHears(ann, bob)

  await button(bob, 'Hang up').click()
  await button(bob, 'Back').click()
  await expectStatusHas(bob, 'Connected to Studio PC (192.168.77.1:8080)')
  await expect(bob.getByTestId('lan-address')).toHaveText('192.168.77.1:8080')
  await expect(bob.getByRole('img', { name: /^QR code of http:\/\/192\.168\.77\.1:8080\// })).toBeVisible()
  await expect(button(bob, 'Call Studio PC')).toHaveCount(0)
  await button(bob, 'Use this computer instead').click()
  await chooseAbout(bob, 'Studio PC', 'Audio only')
  await expectStatusHas(bob, 'In a call with Ann')
  await expect(button(bob, 'Turn on camera')).toBeVisible()
  await button(bob, 'Hang up').click()
  await button(bob, 'Back').click()
  await expect(button(bob, 'Turn off camera')).toBeVisible()
  await button(bob, 'Use this computer instead').click()
  await expect(button(bob, 'Call Studio PC')).toBeVisible()
  await studio.stop('SIGKILL')
  await expect(button(bob, 'Call Studio PC')).toHaveCount(0)
  await expect(bob.getByText('Nobody else yet.')).toBeVisible()
})

test('a host that was found asks for its passcode', async ({ network }) => {
  await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop', '--passcode', 'open sesame'))
  const ann = await network.browse(network.first, PAGE)
  await expect(button(ann, 'Call Workshop')).toHaveAccessibleDescription('192.168.77.2:8080 · asks for a passcode')
  await button(ann, 'Call Workshop').click()
  const dialog = ann.getByRole('dialog', { name: 'Workshop is protected' })
  await expect(dialog.getByText('192.168.77.2:8080')).toBeVisible()
  await ann.getByRole('textbox', { name: 'Passcode' }).fill('open sesame')
  await button(ann, 'Continue').click()
  await expectStatusHas(ann, 'Connected to Workshop (192.168.77.2:8080)')
})

test('finding can be turned off, and on again', async ({ network }) => {
  await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop'))
  const ann = await network.browse(network.first, PAGE)
  const bob = await network.browse(network.second, PAGE)
  await expect(button(bob, 'Call Studio PC')).toBeVisible()
  await openAccess(ann)
  await ann.getByLabel('Let others on this network find this computer').uncheck()
  await expect(ann.getByText('Finding is turned off.')).toBeVisible()
  await expect(button(bob, 'Call Studio PC')).toHaveCount(0)
  await ann.getByLabel('Let others on this network find this computer').check()
  await expect(button(bob, 'Call Studio PC')).toBeVisible()
})

test('hosts that were found can be read by everyone', async ({ network }) => {
  await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop', '--passcode', 'open sesame'))
  const ann = await network.browse(network.first, PAGE)
  await expect(button(ann, 'Call Workshop')).toBeVisible()
  await expectNoViolations(ann)
})
