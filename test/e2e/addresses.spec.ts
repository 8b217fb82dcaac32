import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { expectNoViolations } from '../helpers/accessibility.js'
import { join } from '../helpers/call-page.js'
import { type Network, test } from './support/network.js'

/** How soon the page shows what is true now: the host looks once a second. */
const SOON = { timeout: 10_000 }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Configures the network of the first machine. */
const ip = (network: Network, ...args: string[]) => network.run(network.first, 'ip', ...args)

/** Gives the first machine a second address, of a VPN that takes all that goes to the internet. */
function connectVpn(network: Network): void {
  ip(network, 'link', 'add', 'tun0', 'type', 'veth', 'peer', 'name', 'tun0-far')
  ip(network, 'address', 'add', '10.8.0.1/24', 'dev', 'tun0')
  ip(network, 'link', 'set', 'tun0', 'up')
  ip(network, 'link', 'set', 'tun0-far', 'up')
  ip(network, 'route', 'replace', 'default', 'dev', 'tun0')
}

async function expectAddress(page: Page, address: string): Promise<void> {
  await expect(page.getByTestId('lan-address')).toHaveText(address, SOON)
  await expect(page.getByRole('img', { name: `QR code of http://${address}/standup` })).toBeVisible(SOON)
}

test('the addresses of a host are what they are now, can be read, and chosen from', async ({ network }) => {
  await network.host(network.first)
  const ann = await network.browse(network.first, 'http://localhost:8080/standup')
  await expectAddress(ann, '192.168.77.1:8080')

  await test.step('the operator sees why an address comes first, and can choose another', async () => {
    connectVpn(network)
    await ann.getByText('Other addresses of this computer').click()
    const rows = ann.getByRole('region', { name: 'Invite' }).getByRole('listitem')
    await expect(rows).toHaveCount(2)
    await expect(rows.first()).toContainText('192.168.77.1')
    await expect(rows.last()).toContainText(
      'tun0 · VPN, container or virtual machine. The system’s way to the internet.',
    )

    const bob = await network.browse(network.second, 'http://192.168.77.1:8080/standup')
    await expect(rows.first()).toContainText('lan0 · People came in on it.')
    await bob.getByRole('button', { name: /^More on / }).click()
    await bob.getByText('Other addresses of this host').click()
    await expect(bob.getByText('10.8.0.1:8080')).toBeVisible()
    await expect(bob.getByRole('button', { name: 'Show first' })).toHaveCount(0)

    await button(ann, 'Show first: 10.8.0.1').click()
    await expectAddress(ann, '10.8.0.1:8080')
    await expect(rows.first()).toContainText('You put it first.')
    await expectNoViolations(ann)
    ip(network, 'link', 'delete', 'tun0')
    await expectAddress(ann, '192.168.77.1:8080')
    await expect(ann.getByText('This computer does not have 10.8.0.1 now')).toBeVisible()
    await button(ann, 'Choose automatically').click()
    await expect(ann.getByText('Other addresses of this computer')).toHaveCount(0)
  })

  await test.step('the address and its code are what they are now, without a reload', async () => {
    ip(network, 'address', 'delete', '192.168.77.1/24', 'dev', 'lan0')
    ip(network, 'address', 'add', '192.168.77.9/24', 'dev', 'lan0')
    await expectAddress(ann, '192.168.77.9:8080')

    ip(network, 'address', 'flush', 'dev', 'lan0')
    await expect(ann.getByRole('heading', { name: 'No network' })).toBeVisible(SOON)
    await expectNoViolations(ann)
    await join(ann, 'Ann')
    await expect(ann.getByText('This computer is on no network')).toBeVisible()
    await button(ann, 'Hang up').click()

    ip(network, 'address', 'add', '192.168.77.1/24', 'dev', 'lan0')
    await expectAddress(ann, '192.168.77.1:8080')
  })
})
