import type { Page } from 'playwright'
import {
  expectPictureMoves,
  expectSeesAndHears,
  expectStatus,
  expectStatusHas,
  join,
  recordConnections,
} from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { openStart, pageOpener } from './support/pages.js'

const host = hostOfTest()
const newPage = pageOpener()

let ann: Page
let bob: Page

test.beforeEach(async () => {
  ann = await open()
  bob = await open()
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectSeesAndHears(ann, bob)
})

const open = () => openStart(newPage, host)

const connectionsOf = (page: Page) => page.evaluate(() => window.connections.length)

test('a host that is killed does not end the call, and takes it up again when it is back', async () => {
  await host.stop('SIGKILL')
  const lost = 'The host is out of reach. Your call goes on while Lanline reconnects.'
  for (const page of [ann, bob]) await expectStatusHas(page, new RegExp(`${lost} For 0:\\d\\d now\\.`))
  await expectSeesAndHears(ann, bob)

  await host.start()
  await expectStatus(ann, 'In a call with Bob.')
  await expectStatus(bob, 'In a call with Ann.')
  await expectSeesAndHears(ann)
  expect(await connectionsOf(ann)).toBe(1)
  expect(await connectionsOf(bob)).toBe(1)

  const carl = await open()
  await join(carl, 'Carl', 'standup')
  await expect(carl.getByRole('heading', { name: 'standup is full' })).toBeVisible()
})

test('of a host that is lost nobody is listed as being there, until it is back', async () => {
  const carl = await open()
  const listed = carl.getByRole('region', { name: 'On this network' }).getByText('Ann', { exact: true })
  await expect(listed).toBeVisible()
  await host.stop('SIGKILL')
  await expect(listed).toHaveCount(0)
  await host.start()
  await expect(listed).toBeVisible()
})

test('while the host is dead, mute, screens and chat work, and paths are looked for past it', async () => {
  await host.stop('SIGKILL')
  await expectStatusHas(ann, 'The host is out of reach')
  await ann.getByRole('button', { name: 'Mute microphone' }).click()
  await expect(bob.getByLabel('Muted')).toHaveCount(1)
  await ann.getByRole('button', { name: 'Share screen' }).click()
  await expectPictureMoves(bob, 'remote-screen')
  await bob.getByRole('button', { name: 'Chat' }).click()
  await bob.getByRole('textbox', { name: 'Message' }).fill('still here')
  await bob.getByRole('button', { name: 'Send' }).click()
  await ann.getByRole('button', { name: 'Chat' }).click()
  await expect(ann.getByRole('log').getByText('still here')).toBeVisible()

  const ufrag = () =>
    ann.evaluate(() => /a=ice-ufrag:(\S+)/.exec(window.connections[0]?.currentRemoteDescription?.sdp ?? '')?.[1])
  const before = await ufrag()
  await ann.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(ufrag).not.toBe(before)
  await expectPictureMoves(ann)

  await host.start()
  await expectStatus(ann, 'In a call with Bob.')
  await expectStatus(bob, 'In a call with Ann.')
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)
  expect(await connectionsOf(ann)).toBe(1)
})

test('a host that closes says so, and the call goes on', async () => {
  await host.stop('SIGTERM')
  await expectStatusHas(bob, 'The host has closed. Your call goes on, but nobody new can join.')
  await expectSeesAndHears(bob)
  await bob.getByRole('button', { name: 'Hang up' }).click()
  await expect(bob.getByRole('button', { name: 'Rejoin' })).toBeVisible()
  await expect(ann.getByRole('heading')).toHaveText('You are alone in standup')
})

/** Lets the page go without a word, as one that crashes does. To be called before it is loaded. */
const loseGoodbyes = (page: Page) =>
  page.addInitScript(() => addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true))

test('a person who reloads is in the call again by themselves, as muted as before', async () => {
  await bob.getByRole('button', { name: 'Mute microphone' }).click()
  await bob.reload()
  await expectStatus(bob, 'In a call with Ann.')
  await expect(bob.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await expectPictureMoves(ann)
  await expectSeesAndHears(bob)
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)

  await bob.getByRole('button', { name: 'Hang up' }).click()
  await bob.reload()
  await expect(bob.getByRole('button', { name: 'Join room' })).toBeVisible()
})

test('a page that crashed is back in its own seat, though no other is free', async () => {
  await ann.getByRole('button', { name: 'Hang up' }).click()
  const carl = await newPage()
  await loseGoodbyes(carl)
  await recordConnections(carl)
  await carl.goto(host.page())
  await join(carl, 'Carl', 'standup')
  await expectSeesAndHears(carl)
  await carl.reload()
  await expectPictureMoves(carl)
  await expectStatus(bob, 'In a call with Carl.')
  await expectPictureMoves(bob)
})
