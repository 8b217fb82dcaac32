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
import { fillAddress, moveTo } from './support/move-to.js'
import { type Network, test } from './support/network.js'

/** Both people in a call: the first on the host's own page, the second on the page of their own machine's host. */
async function callByAddress(network: Network, options: HeadlessHostOptions = {}): Promise<[Page, Page]> {
  await network.host(network.first, options)
  await network.host(network.second, options)
  const ann = await network.browse(network.first, 'http://localhost:8080/')
  const bob = await network.browse(network.second, 'http://localhost:8080/')
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)

  await moveTo(bob, '192.168.77.1')
  await join(bob, 'Bob', 'standup')
  await expectSeesAndHears(ann, bob)
  return [ann, bob]
}

test('a guest whose page comes from their own machine joins by address', async ({ network }) => {
  const host = await network.host(network.first)
  expect(host.lanAddress).toBe('192.168.77.1')
  await host.stop()
  const [ann] = await callByAddress(network)

  const path = await ann.evaluate(async () => {
    const reports = [...((await window.connections[0]?.getStats()) ?? new Map()).values()]
    const pair = reports.find(({ type, nominated }) => type === 'candidate-pair' && nominated)
    const candidate = reports.find(({ id }) => id === pair?.remoteCandidateId)
    return candidate?.candidateType
  })
  expect(['host', 'prflx', 'srflx']).toContain(path)
})

test('an invite link pasted as address brings its room along', async ({ network }) => {
  await network.host(network.first)
  await network.host(network.second)
  const bob = await network.browse(network.second, 'http://localhost:8080/')
  await fillAddress(bob, 'http://192.168.77.1:8080/standup')
  await bob.getByRole('button', { name: 'Connect' }).click()
  await expectStatusHas(bob, 'Connected to 192.168.77.1:8080')
  await expect(bob.getByLabel('Room', { exact: true })).toHaveValue('standup')
})

test('a guest on the page of the host is seen and heard where the browser gives it a camera', async ({ network }) => {
  await network.host(network.first)
  const ann = await network.browse(network.first, 'http://localhost:8080/standup')
  const secureOrigin = 'http://192.168.77.1:8080'
  const bob = await network.browse(network.second, `${secureOrigin}/standup`, { secureOrigin })
  await join(ann, 'Ann')
  await join(bob, 'Bob')
  await expectSeesAndHears(ann, bob)
})

test('a guest on the plain page of the host watches and listens, and is told why not more', async ({ network }) => {
  await network.host(network.first)
  const ann = await network.browse(network.first, 'http://localhost:8080/standup')
  const bob = await network.browse(network.second, 'http://192.168.77.1:8080/standup')
  await expect(bob.getByText('To be seen and heard, this page moves to its secure address.')).toBeVisible()
  await join(ann, 'Ann')
  await join(bob, 'Bob')
  await expectSeesAndHears(bob)
  await expectStatus(ann, 'In a call with Bob.')
  expect((await received(ann)).framesDecoded).toBe(0)
})

test('a cable that is pulled for a while ends neither the call nor the room', async ({ network }) => {
  const [ann, bob] = await callByAddress(network)

  network.connect(false)
  await expectStatusHas(ann, 'was lost')
  await expectStatusHas(bob, 'lost the network', { timeout: 30_000 })
  network.connect(true)

  await expectStatus(bob, 'In a call with Ann.', { timeout: 30_000 })
  await expectStatus(ann, 'In a call with Bob.', { timeout: 30_000 })
  await expectSeesAndHears(ann, bob)
})

test('a cable that is pulled until the seat was given away ends no more than that', async ({ network }) => {
  test.slow()
  const [ann, bob] = await callByAddress(network)
  network.connect(false)
  await expectStatusHas(ann, 'Bob left', { timeout: 60_000 })
  network.connect(true)

  await expectStatus(bob, 'In a call with Ann.', { timeout: 30_000 })
  await expectStatus(ann, 'In a call with Bob.', { timeout: 30_000 })
  await expectSeesAndHears(ann, bob)
  await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '1')
  await bob.getByRole('button', { name: 'Chat' }).click()
  await bob.getByRole('textbox', { name: 'Message' }).fill('back again')
  await bob.getByRole('button', { name: 'Send' }).click()
  await ann.getByRole('button', { name: 'Chat' }).click()
  await expect(ann.getByRole('log').getByText('back again')).toBeVisible()
})

test('a machine that gets another address stays in the call', async ({ network }) => {
  const [ann, bob] = await callByAddress(network)
  const ip = (...args: string[]) => network.run(network.second, 'ip', ...args)
  ip('address', 'del', '192.168.77.2/24', 'dev', 'lan0')
  ip('address', 'add', '192.168.77.3/24', 'dev', 'lan0')
  ip('route', 'replace', 'default', 'dev', 'lan0')
  await bob.evaluate(() => dispatchEvent(new Event('online')))

  await expectSeesAndHears(ann, bob)
  await expectStatus(ann, 'In a call with Bob.')
  await expectStatus(bob, 'In a call with Ann.')
})

test('a host that gets another address is found again by the guests in its call', async ({ network }) => {
  const [ann, bob] = await callByAddress(network, { discovery: true })
  await expectStatus(bob, 'In a call with Ann.')
  const isAtNewAddress = bob.waitForEvent('websocket', {
    predicate: (socket) => socket.url().startsWith('ws://192.168.77.4:8080/'),
    timeout: 60_000,
  })
  const ip = (...args: string[]) => network.run(network.first, 'ip', ...args)
  ip('address', 'del', '192.168.77.1/24', 'dev', 'lan0')
  ip('address', 'add', '192.168.77.4/24', 'dev', 'lan0')
  ip('route', 'replace', 'default', 'dev', 'lan0')

  await isAtNewAddress
  await expectStatus(bob, 'In a call with Ann.', { timeout: 60_000 })
  await expectSeesAndHears(ann, bob)
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)
  await bob.getByRole('button', { name: 'Hang up' }).click()
  await expectWaiting(ann)
  await bob.getByRole('button', { name: 'Back' }).click()
  await expectStatusHas(bob, '192.168.77.4:8080')
})

test('a person who loses the host, but not the others, stays in the call', async ({ network }) => {
  const [ann, bob] = await callByAddress(network)
  network.block(network.second, 8080)
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
  await expect.poll(async () => (await received(bob)).framesDecoded).toBeGreaterThan(before.framesDecoded + 20)
  await expectStatusHas(bob, 'Your call goes on')
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

  const bob = await network.browse(network.second, 'https://[fd00:77::1]:8443/standup', { ignoreHTTPSErrors: true })
  await join(bob, 'Bob')
  await expectSeesAndHears(ann, bob)
})
