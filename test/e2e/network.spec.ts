import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import {
  expectSeesAndHears,
  expectStatus,
  expectStatusHas,
  expectWaiting,
  join,
  received,
} from '../helpers/call-page.js'
import type { HeadlessHostOptions } from '../helpers/headless-host.js'
import type { Machine } from '../helpers/namespaces.js'
import { moveTo } from './support/move-to.js'
import { type Network, test } from './support/network.js'

/** By an invite link that is pasted as address, which brings its room along. */
async function moveByLink(page: Page, host: string): Promise<void> {
  await moveTo(page, host, `http://${host}/standup`)
  await expect(page.getByLabel('Room', { exact: true })).toHaveValue('standup')
}

/** Both people in a call: the first on the host's own page, the second on the page of their own machine's host. */
async function callByAddress(network: Network, options: HeadlessHostOptions = {}): Promise<[Page, Page]> {
  const { lanAddress } = await network.host(network.first, options)
  expect(lanAddress).toBe('192.168.77.1')
  await network.host(network.second, options)
  const ann = await network.browse(network.first, 'http://localhost:8080/')
  const bob = await network.browse(network.second, 'http://localhost:8080/')
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)

  await moveByLink(bob, '192.168.77.1:8080')
  await join(bob, 'Bob')
  await expectSeesAndHears(ann, bob)
  return [ann, bob]
}

/** Has the machine at another address of its network, and at that alone. */
function renumber(network: Network, machine: Machine, address: string): void {
  const ip = (...args: string[]) => network.run(machine, 'ip', ...args)
  ip('address', 'flush', 'dev', 'lan0', 'scope', 'global')
  ip('address', 'add', `${address}/24`, 'dev', 'lan0')
  ip('route', 'replace', 'default', 'dev', 'lan0')
}

async function expectInCall(ann: Page, bob: Page): Promise<void> {
  await expectStatus(bob, 'In a call with Ann.', { timeout: 60_000 })
  await expectStatus(ann, 'In a call with Bob.', { timeout: 60_000 })
  await expectSeesAndHears(ann, bob)
}

test('a guest whose page comes from their own machine joins by address, and stays in the call whatever becomes of the network', async ({
  network,
}) => {
  test.slow()
  const [ann, bob] = await callByAddress(network, { discovery: true })
  const path = await ann.evaluate(async () => {
    const reports = [...((await window.connections[0]?.getStats()) ?? new Map()).values()]
    const pair = reports.find(({ type, nominated }) => type === 'candidate-pair' && nominated)
    const candidate = reports.find(({ id }) => id === pair?.remoteCandidateId)
    return candidate?.candidateType
  })
  expect(['host', 'prflx', 'srflx']).toContain(path)

  await test.step('a machine that gets another address stays in the call', async () => {
    renumber(network, network.second, '192.168.77.3')
    await bob.evaluate(() => dispatchEvent(new Event('online')))
    await expectInCall(ann, bob)
  })

  await test.step('a cable that is pulled for a while ends neither the call nor the room', async () => {
    network.connect(false)
    await expectStatusHas(ann, 'was lost')
    await expectStatusHas(bob, 'lost the network')
    network.connect(true)
    await expectInCall(ann, bob)
  })

  await test.step('a host that gets another address is found again by the guests in its call', async () => {
    const isAtNewAddress = bob.waitForEvent('websocket', {
      predicate: (socket) => socket.url().startsWith('ws://192.168.77.4:8080/'),
      timeout: 60_000,
    })
    renumber(network, network.first, '192.168.77.4')
    await isAtNewAddress
    await expectInCall(ann, bob)
    await expect(ann.getByTestId('remote-video')).toHaveCount(1)
    await bob.getByRole('button', { name: 'Hang up' }).click()
    await expectWaiting(ann)
    await bob.getByRole('button', { name: 'Back' }).click()
    await expectStatusHas(bob, '192.168.77.4:8080')
  })
})

test('a person whose seat was given away stays in the call with whom they reach, and is back in it once there is a network', async ({
  network,
}) => {
  test.slow()
  const [ann, bob] = await callByAddress(network)
  network.block(network.second, 8080, true)
  await expectStatusHas(bob, 'The host is out of reach', { timeout: 30_000 })

  // The host gives the seat away after a while, which a third person notices.
  const carl = await network.browse(network.first, 'http://localhost:8080/standup')
  await carl.getByRole('button', { name: 'Join room' }).click()
  const tellMe = carl.getByRole('button', { name: 'Tell me when there is room' })
  // It may have been given away already.
  await expect(tellMe.or(carl.getByRole('button', { name: 'Hang up' }))).toBeVisible()
  if (await tellMe.isVisible()) await tellMe.click()
  await expectStatusHas(carl, /In a call|Connecting|Waiting/, { timeout: 60_000 })
  await expect(ann.getByTestId('remote-video')).toHaveCount(2)
  const before = await received(bob)
  await expect.poll(async () => (await received(bob)).framesDecoded).toBeGreaterThan(before.framesDecoded + 5)
  await expectStatusHas(bob, 'Your call goes on')
  await carl.getByRole('button', { name: 'Hang up' }).click()

  await test.step('a cable that is pulled then ends no more than that', async () => {
    network.connect(false)
    await expectStatusHas(ann, 'Bob left', { timeout: 60_000 })
    network.block(network.second, 8080, false)
    network.connect(true)
    await expectInCall(ann, bob)
    await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '1')
    await bob.getByRole('button', { name: 'Chat' }).click()
    await bob.getByRole('textbox', { name: 'Message' }).fill('back again')
    await bob.getByRole('button', { name: 'Send' }).click()
    await ann.getByRole('button', { name: 'Chat' }).click()
    await expect(ann.getByRole('log').getByText('back again')).toBeVisible()
  })
})

test('a network of IPv6 alone is one, and calls come about there', async ({ network }) => {
  for (const machine of [network.first, network.second]) {
    const last = machine.address.split('.').at(-1)
    network.run(machine, 'ip', 'address', 'flush', 'dev', 'lan0', 'scope', 'global')
    network.run(machine, 'ip', 'address', 'add', `fd00:77::${last}/64`, 'dev', 'lan0', 'nodad')
  }
  const host = await network.host(network.first)
  expect(host.lanAddress).toBe('fd00:77::1')
  expect(host.secureUrls).toEqual(['https://[fd00:77::1]:8443/'])
  const ann = await network.browse(network.first, 'http://localhost:8080/standup')
  await expect(ann.getByTestId('lan-address')).toHaveText('[fd00:77::1]:8080')
  await expect(ann.getByRole('img', { name: 'QR code of http://[fd00:77::1]:8080/standup' })).toBeVisible()
  await join(ann, 'Ann')

  await network.host(network.second)
  const bob = await network.browse(network.second, 'http://localhost:8080/')
  await moveByLink(bob, '[fd00:77::1]:8080')
  await join(bob, 'Bob')
  await expectInCall(ann, bob)
  await bob.getByRole('button', { name: 'Hang up' }).click()

  const carl = await network.browse(network.second, 'https://[fd00:77::1]:8443/standup', { ignoreHTTPSErrors: true })
  await join(carl, 'Carl')
  await expectSeesAndHears(ann, carl)
})
