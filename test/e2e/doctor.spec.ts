import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectWaiting, join } from '../helpers/call-page.js'
import { expectLayoutHolds } from '../helpers/layout.js'
import { takeMicrophones } from '../helpers/small-pictures.js'
import { moveTo } from './support/move-to.js'
import { type Network, test } from './support/network.js'
import { chooseHelp } from './support/start-screen.js'

const PAGE = 'http://localhost:8080/standup'

/** How long two pages try until they say that there is no way. */
const UNREACHABLE = { timeout: 30_000 }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const findings = (page: Page) => page.getByRole('complementary', { name: 'What is in the way' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Check my network' })

/** Lets nothing but TCP through between the machines, or all again. */
const keepApart = (network: Network, isApart: boolean) =>
  network.run(network.first, 'iptables', isApart ? '-A' : '-D', 'INPUT', '-p', 'udp', '!', '-i', 'lo', '-j', 'DROP')

test('a call that does not connect shows what is in the way, until it connects, and everyone can read it', async ({
  network,
}) => {
  // Ann is at her own host, which relays nothing, and Bob at hers too, whom she cannot reach.
  await network.host(network.first, { args: ['--no-relay'] })
  await network.host(network.second)
  keepApart(network, true)
  // Nobody listens.
  const prepare = (page: Page) => takeMicrophones(page.context())
  const ann = await network.browse(network.first, PAGE, { prepare })
  const bob = await network.browse(network.second, PAGE, { prepare })
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await moveTo(bob, '192.168.77.1')
  await join(bob, 'Bob')
  await expect(findings(ann)).toBeVisible(UNREACHABLE)
  await expect(findings(ann)).toContainText('no connection to Bob comes about')
  await expect(findings(ann)).toContainText('(mDNS) does not get through at 192.168.77.1')
  await expect(findings(bob)).toContainText('no connection to Ann comes about', UNREACHABLE)
  await button(bob, 'Dismiss').click()
  await expect(findings(bob)).toHaveCount(0)
  await expectNoViolations(ann)
  await expectLayoutHolds(ann, 'findings')

  await button(ann, 'Details…').click()
  await expect(dialog(ann).getByRole('heading', { name: /no connection to Bob/ })).toBeVisible()
  await expect(dialog(ann).getByRole('status')).toHaveText(/findings?\./)
  await expectNoViolations(ann)
  await ann.keyboard.press('Escape')
  keepApart(network, false)
  await expect(ann.getByRole('status')).toHaveText('In a call with Bob.', UNREACHABLE)
  await expect(findings(ann)).toHaveCount(0)
})

test('the network is checked from the start screen, also where there is none', async ({ network }) => {
  await network.host(network.first)
  const ann = await network.browse(network.first, PAGE)
  await chooseHelp(ann, 'Check my network')
  await expect(dialog(ann).getByRole('heading', { name: /^Nothing is in the way/ })).toBeVisible()
  const checked = dialog(ann).getByRole('list', { name: 'What was looked at' })
  for (const subject of ['the network', 'port 8080']) await expect(checked.getByText(subject)).toBeVisible()
  await expectNoViolations(ann)
  await button(ann, 'Close').click()
  await expect(button(ann, 'Help')).toBeFocused()

  const bob = await network.browse(network.second, 'http://192.168.77.1:8080/', { whole: false })
  await chooseHelp(bob, 'Check my network')
  await expect(dialog(bob).getByRole('status')).toContainText('The computer that hosts can look closer')

  network.run(network.first, 'ip', 'address', 'flush', 'dev', 'lan0')
  await ann.getByRole('region', { name: 'Invite' }).getByRole('button', { name: 'Check my network' }).click()
  await expect(dialog(ann).getByRole('heading', { name: 'This computer is on no network.' })).toBeVisible()
})
