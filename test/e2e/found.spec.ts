import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectSeesAndHears, expectStatusHas, expectWaiting, join } from '../helpers/call-page.js'
import { test } from './support/network.js'
import { chooseAbout, openAccess } from './support/start-screen.js'

/** The page of each machine's own host. */
const PAGE = 'http://localhost:8080/standup'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const PASSCODE = 'open sesame'
const named = (name: string, ...args: string[]) => ({ discovery: true, args: ['--name', name, ...args] })

async function tellPasscode(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Passcode' }).fill(PASSCODE)
  await button(page, 'Continue').click()
}

test('hosts find each other, one press leads into the call that is open there, and they are gone once they are gone', async ({
  network,
}) => {
  const studio = await network.host(network.first, named('Studio PC'))
  await network.host(network.second, named('Workshop', '--passcode', PASSCODE))
  const ann = await network.browse(network.first, PAGE)
  const bob = await network.browse(network.second, PAGE)
  await tellPasscode(bob)
  await expect(button(bob, 'Call Studio PC')).toHaveAccessibleDescription('192.168.77.1:8080')

  await test.step('hosts that were found can be read by everyone', async () => {
    await expect(button(ann, 'Call Workshop')).toBeVisible()
    await expectNoViolations(ann)
  })

  await test.step('a host that was found asks for its passcode', async () => {
    await expect(button(ann, 'Call Workshop')).toHaveAccessibleDescription('192.168.77.2:8080 · asks for a passcode')
    await button(ann, 'Call Workshop').click()
    const dialog = ann.getByRole('dialog', { name: 'Workshop is protected' })
    await expect(dialog.getByText('192.168.77.2:8080')).toBeVisible()
    await tellPasscode(ann)
    await expectStatusHas(ann, 'Connected to Workshop (192.168.77.2:8080)')
    await button(ann, 'Use this computer instead').click()
  })

  await test.step('finding can be turned off, and on again', async () => {
    await openAccess(ann)
    const letFind = ann.getByLabel('Let others on this network find this computer')
    await letFind.uncheck()
    await expect(ann.getByText('Finding is turned off.')).toBeVisible()
    await expect(button(bob, 'Call Studio PC')).toHaveCount(0)
    await letFind.check()
    await expect(button(bob, 'Call Studio PC')).toBeVisible()
    await button(ann, 'Close').click()
  })

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
