import type { Page, WebSocket } from 'playwright'
import { expectSeesAndHears, expectWaiting, join, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

/** The page asks a host that long whether it is there; without being woken it would wait four times as long. */
const CHECK_MS = 2_000

const host = hostOfTest()
const newPage = pageOpener()

/** A start screen, and each WebSocket that its page opens from then on. */
async function open(name: string, sockets: WebSocket[] = []): Promise<Page> {
  const page = await newPage()
  page.on('websocket', (socket) => sockets.push(socket))
  await page.clock.install()
  await recordConnections(page)
  await page.goto(host.page())
  await expect(page.getByText('Hosting')).toBeVisible()
  await page.getByLabel('Your name').fill(name)
  return page
}

/** From now on time passes in the page only where a test lets it, once it has passed for 2 s, which a busy machine needs. */
const stopClock = async (page: Page) => page.clock.pauseAt((await page.evaluate(() => Date.now())) + 2_000)

/** As a browser tells that there is a network again. */
const wake = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')))

const status = (page: Page) => page.getByRole('status')

test('a call goes on where the network may be another', async () => {
  const [ann, bob] = [await open('Ann'), await open('Bob')]
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'standup')

  await test.step('it looks for a path anew', async () => {
    await expectSeesAndHears(ann)
    /** Each attempt to find a path has another one (RFC 8839, section 5.4). */
    const ufrag = () =>
      ann.evaluate(() => /a=ice-ufrag:(\S+)/.exec(window.connections[0]?.currentLocalDescription?.sdp ?? '')?.[1])
    const before = await ufrag()
    await wake(ann)
    await wake(bob)
    await expect.poll(ufrag).not.toBe(before)
    await expectSeesAndHears(ann, bob)
    await expect(status(ann)).toHaveText('In a call with Bob.')
  })

  await test.step('a host that no longer answers is left soon, and the seat in its room is kept', async () => {
    await expect(status(bob)).toHaveText('In a call with Ann.')
    await stopClock(bob)
    host.process.kill('SIGSTOP')
    await wake(bob)
    await bob.clock.runFor(CHECK_MS)
    await expect(status(bob)).toContainText('The host is out of reach')
    host.process.kill('SIGCONT')
    await expect(status(bob)).toHaveText('In a call with Ann.')
    await expect(status(ann)).toHaveText('In a call with Bob.')
    await expect(ann.getByTestId('remote-video')).toHaveCount(1)
  })
})

test('a start screen looks after its host where the network may be another', async () => {
  const sockets: WebSocket[] = []
  const ann = await open('Ann', sockets)

  await test.step('a host that answers is stayed with', async () => {
    // That of signaling, and the operator's, which comes once the page is idle.
    await expect.poll(() => sockets.length).toBe(2)
    const [asked, answers]: [string[], string[]] = [[], []]
    for (const socket of sockets) {
      socket.on('framesent', ({ payload }) => asked.push(String(payload)))
      socket.on('framereceived', ({ payload }) => answers.push(String(payload)))
    }
    await stopClock(ann)
    asked.length = 0
    await wake(ann)
    // Requests and their acknowledgements, as Socket.IO packs them into messages of Engine.IO.
    const ids = () => asked.flatMap((frame) => /^42(\d+)\[/.exec(frame)?.[1] ?? [])
    const isAnswered = (id: string) => answers.some((frame) => frame.startsWith(`43${id}[`))
    await expect.poll(() => ids().length > 0 && ids().every(isAnswered)).toBe(true)
    await ann.clock.runFor(CHECK_MS)
    await expect(ann.getByText('Hosting')).toBeVisible()
    expect(sockets).toHaveLength(2)
  })

  await test.step('a page that waits to try again tries at once', async () => {
    await ann.clock.resume()
    await host.stop()
    await expect(ann.getByText('Hosting')).toBeHidden()
    await stopClock(ann)
    await host.start()
    await wake(ann)
    await expect(ann.getByText('Hosting')).toBeVisible()
  })
})
