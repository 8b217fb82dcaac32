import type { Page } from 'playwright'
import {
  expectPictureMoves,
  expectSeesAndHears,
  expectStatus,
  expectWaiting,
  join,
  received,
} from '../helpers/call-page.js'
import { startHeadlessHost } from '../helpers/headless-host.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { fillAddress, moveTo } from './support/move-to.js'
import { openStart, pageOpener } from './support/pages.js'
import { chooseAbout } from './support/start-screen.js'

const host = hostOfTest()
const newPage = pageOpener()

const open = (prepare?: (page: Page) => Promise<unknown>) => openStart(newPage, host, prepare)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('a host that is away, or gives no answer, keeps nobody out once it is back', async () => {
  const ann = await open()
  await expect(ann.getByText('Hosting')).toBeVisible()

  await test.step('that it did not answer is said until it is back', async () => {
    host.process.kill('SIGSTOP')
    await join(ann, 'Ann', 'standup')
    const alert = ann.getByRole('alert')
    await expect(alert).toHaveText('The host did not answer in time. Try again.')
    await expect(ann.getByText('Hosting')).toHaveCount(0)
    host.process.kill('SIGCONT')
    await expect(ann.getByText('Hosting')).toBeVisible()
    await expect(alert).toHaveCount(0)
  })

  await test.step('who joins while it is away is in the room when it is back', async () => {
    await host.stop()
    await expect(ann.getByText('Hosting')).toBeHidden()
    await join(ann, 'Ann', 'standup')
    await host.start()
    await expectWaiting(ann)
    await button(ann, 'Hang up').click()
  })

  await test.step('a join that is cancelled does not spoil the next one', async () => {
    await expect(ann.getByText('Hosting')).toBeVisible()
    host.process.kill('SIGSTOP')
    await join(ann, 'Ann', 'one')
    await button(ann, 'Cancel').click()
    await join(ann, 'Ann', 'two')
    host.process.kill('SIGCONT')
    await expect(ann.getByRole('heading', { name: 'You are alone in two' })).toBeVisible()
    const bob = await open()
    await join(bob, 'Bob', 'two')
    await expectSeesAndHears(ann)
  })
})

test('the link to a host that is lost is offered again once it is back', async () => {
  test.skip(host.addresses.length === 0, 'this machine has no network')
  const [ann, bob, carl] = [await open(), await open(), await open()]
  await join(ann, 'Ann', 'standup')
  await join(carl, 'Carl', 'other')
  await expectWaiting(carl)
  await button(carl, 'People').click()
  const offers = [
    [ann, ann.getByRole('region', { name: 'Waiting' })],
    [bob, bob.getByRole('region', { name: 'Invite' })],
    [carl, carl.getByRole('complementary', { name: 'People' })],
  ] as const
  for (const [, place] of offers) await expect(place.getByRole('button', { name: 'Copy link' })).toBeVisible()
  await host.stop()
  for (const [page, place] of offers) {
    await expect(place.getByText('The host is out of reach. Connecting again…')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0)
    await expect(page.getByRole('img', { name: /QR/ })).toHaveCount(0)
  }
  await expect(bob.getByRole('button', { name: 'Change who can come in' })).toHaveCount(0)
  await host.start()
  for (const [, place] of offers) await expect(place.getByRole('button', { name: 'Copy link' })).toBeVisible()
})

/** Has the page get its devices only once a test lets them in. */
const holdMedia = (page: Page) =>
  page.addInitScript(() => {
    const { mediaDevices } = navigator
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    const letIn = new Promise((resolve) => addEventListener('let-media-in', resolve, { once: true }))
    mediaDevices.getUserMedia = async (constraints) => {
      await letIn
      return getUserMedia(constraints)
    }
  })

/** Has the page show what it was given a while later. */
const showLate = (page: Page) =>
  page.addInitScript(() => {
    const property = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      ...property,
      set(stream) {
        setTimeout(() => property?.set?.call(this, stream), 1_500)
      },
    })
  })

test('who is rung keeps the focus, and a call with audio only has no pictures and is heard', async () => {
  const [ann, bob] = [await open(showLate), await open(holdMedia)]
  await ann.getByLabel('Your name').fill('Ann')
  await bob.getByLabel('Your name').fill('Bob')

  await test.step('a ring takes no key that was meant for something else, and gives the focus back', async () => {
    await expect(button(ann, 'Call Bob')).toBeVisible()
    await button(bob, 'Chat').click()
    await expect(bob.getByRole('textbox', { name: 'Message' })).toBeFocused()
    await button(ann, 'Call Bob').click()
    const ringing = bob.getByRole('dialog', { name: 'Ann is calling' })
    await expect(ringing).toBeVisible()
    for (const key of ['Enter', 'Space', 'Escape', 'Escape']) await bob.keyboard.press(key)
    await expect(ringing).toBeVisible()
    await expectStatus(ann, 'Ringing Bob…')
    await button(ann, 'Hang up').click()
    await expect(ringing).toBeHidden()
    await expect(bob.getByRole('textbox', { name: 'Message' })).toBeFocused()
  })

  await test.step('audio only keeps a camera out that is still starting', async () => {
    await button(ann, 'Call Bob').click()
    await button(bob, 'Audio only').click()
    await expectStatus(ann, 'In a call with Bob.')
    await bob.evaluate(() => dispatchEvent(new Event('let-media-in')))
    await expect(button(bob, 'Mute microphone')).toHaveAttribute('aria-busy', 'false')
    await expect(button(bob, 'Turn on camera')).toBeVisible()
    await expect(ann.getByTestId('remote-video')).toHaveCSS('opacity', '0')
    const tracks = await bob
      .getByTestId('local-video')
      .evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream | null)?.getVideoTracks().length ?? 0)
    expect(tracks).toBe(0)
    await button(ann, 'Hang up').click()
    for (const page of [ann, bob]) await button(page, 'Back').click()
  })

  await test.step('a call without pictures is heard, however late the page shows it', async () => {
    await chooseAbout(ann, 'Bob', 'Audio only')
    await button(bob, 'Answer').click()
    await expect.poll(async () => (await received(ann)).audioEnergy).toBeGreaterThan(0)
  })
})

test('what another host says, and when, is taken for no more than it is', async () => {
  const other = await startHeadlessHost()
  const sayMore = (page: Page) =>
    page.routeWebSocket(new RegExp(`127\\.0\\.0\\.1:${other.port}`), (route) => {
      const server = route.connectToServer()
      server.onMessage((message) => {
        route.send(message)
        if (String(message).includes('welcome')) route.send('42["ipaddr","198.51.100.66"]')
        if (String(message).includes('welcome')) route.send('42["announce",{"message":"The address was told."}]')
      })
    })
  const [ann, bob] = [await open(sayMore), await open()]

  await test.step('a host that answers late does not tear anyone out of a call', async () => {
    other.process.kill('SIGSTOP')
    await fillAddress(ann, `127.0.0.1:${other.port}`)
    await button(ann, 'Connect').click()
    await join(ann, 'Ann', 'standup')
    await join(bob, 'Bob', 'standup')
    await expectPictureMoves(ann)
    other.process.kill('SIGCONT')
    await expectSeesAndHears(bob)
    await button(ann, 'Hang up').click()
    await button(ann, 'Back').click()
    await expect(button(ann, 'Another address')).toBeVisible()
  })

  await test.step('what a host of others says of addresses is not shown as this computer’s', async () => {
    await moveTo(ann, `127.0.0.1:${other.port}`)
    await button(ann, 'Chat').click()
    await expect(ann.getByText('The address was told.')).toBeVisible()
    await expect(ann.getByText('198.51.100.66')).toHaveCount(0)
  })
  await other.stop()
})
