import type { Page } from 'playwright'
import { expectPictureMoves, expectSeesAndHears, expectStatus, expectStatusHas, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { openStart, pageOpener } from './support/pages.js'

const host = hostOfTest()
const newPage = pageOpener()

const open = (prepare?: (page: Page) => Promise<unknown>) => openStart(newPage, host, prepare)
const button = (page: Page, name: string) => page.getByRole('button', { name })
const connectionsOf = (page: Page) => page.evaluate(() => window.connections.length)

async function callOfTwo(): Promise<[ann: Page, bob: Page]> {
  const [ann, bob] = [await open(), await open()]
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectSeesAndHears(ann, bob)
  return [ann, bob]
}

/** Passes once the page looks for a path anew and has agreed on one. */
async function expectFindsPath(page: Page): Promise<void> {
  const ufrag = () =>
    page.evaluate(() => /a=ice-ufrag:(\S+)/.exec(window.connections[0]?.currentRemoteDescription?.sdp ?? '')?.[1])
  const before = await ufrag()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(ufrag).not.toBe(before)
}

test('a host that is killed does not end the call, and takes it up again when it is back', async () => {
  const [ann, bob] = await callOfTwo()
  const carl = await open()
  const listed = carl.getByRole('region', { name: 'On this network' }).getByText('Ann', { exact: true })
  await expect(listed).toBeVisible()
  await host.stop('SIGKILL')
  const lost = 'The host is out of reach. Your call goes on while Lanline reconnects.'
  for (const page of [ann, bob]) await expectStatusHas(page, new RegExp(`${lost} For 0:\\d\\d now\\.`))
  await expectSeesAndHears(ann, bob)

  await test.step('of a host that is lost nobody is listed as being there', () => expect(listed).toHaveCount(0))

  await test.step('while the host is dead, mute, screens and chat work, and paths are looked for past it', async () => {
    await button(ann, 'Mute microphone').click()
    await expect(bob.getByLabel('Muted')).toHaveCount(1)
    await button(ann, 'Share screen').click()
    await expectPictureMoves(bob, 'remote-screen')
    await button(bob, 'Chat').click()
    await bob.getByRole('textbox', { name: 'Message' }).fill('still here')
    await button(bob, 'Send').click()
    await button(ann, 'Chat').click()
    await expect(ann.getByRole('log').getByText('still here')).toBeVisible()
    await expectFindsPath(ann)
    await expectPictureMoves(ann)
  })

  await host.start()
  await expectStatus(ann, 'In a call with Bob.')
  await expectStatus(bob, 'In a call with Ann.')
  await expectSeesAndHears(ann)
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)
  for (const page of [ann, bob]) expect(await connectionsOf(page)).toBe(1)
  await expect(listed).toBeVisible()
  await join(carl, 'Carl', 'standup')
  await expect(carl.getByRole('heading', { name: 'standup is full' })).toBeVisible()
})

/** Lets the page go without a word, as one that crashes does. To be called before it is loaded. */
const loseGoodbyes = (page: Page) =>
  page.addInitScript(() => addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true))

test('people whose pages are loaded anew are in the call again, and stay in it without a host', async () => {
  const [ann, bob] = await callOfTwo()

  await test.step('a person who reloads is in the call again by themselves, as muted as before', async () => {
    await button(bob, 'Mute microphone').click()
    await bob.reload()
    await expectStatus(bob, 'In a call with Ann.')
    await expect(button(bob, 'Unmute microphone')).toBeVisible()
    await expectPictureMoves(ann)
    await expectSeesAndHears(bob)
    await expect(ann.getByTestId('remote-video')).toHaveCount(1)

    await button(bob, 'Hang up').click()
    await bob.reload()
    await expect(button(bob, 'Join room')).toBeVisible()
  })

  const carl = await open(loseGoodbyes)
  await test.step('a page that crashed is back in its own seat, though no other is free', async () => {
    await join(carl, 'Carl', 'standup')
    await expectSeesAndHears(carl)
    await carl.reload()
    await expectPictureMoves(carl)
    await expectStatus(ann, 'In a call with Carl.')
    await expectPictureMoves(ann)
  })

  await test.step('a host that closes says so, and the call goes on', async () => {
    await host.stop('SIGTERM')
    await expectStatusHas(carl, 'The host has closed. Your call goes on, but nobody new can join.')
    await expectSeesAndHears(carl)
    await button(carl, 'Hang up').click()
    await expect(button(carl, 'Rejoin')).toBeVisible()
    await expect(ann.getByRole('heading')).toHaveText('You are alone in standup')
  })
})
