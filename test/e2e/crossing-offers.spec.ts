import type { Page } from 'playwright'
import { expectSeesAndHears, expectWaiting, join, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfTest()
const newPage = pageOpener()

/** Opens the start screen for a person with this session. */
async function open(session: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await newPage()
  await recordConnections(page)
  await page.addInitScript(
    (given) => sessionStorage.setItem('lanline.sessions', JSON.stringify([[location.origin, given]])),
    session,
  )
  await prepare?.(page)
  await page.goto(`http://localhost:${host.port}/`)
  return page
}

/**
 * Lets the first offer of whoever comes in cross one of the page: the page does not hear that someone came in, loses its
 * connection, and on its return finds them in the room, so that it offers too. What they signal arrives after that.
 */
function crossOffers(page: Page): Promise<void> {
  const held: (string | Buffer)[] = []
  let hasOffered = false
  return page.routeWebSocket(/socket\.io/, (route) => {
    const server = route.connectToServer()
    server.onMessage(async (packet) => {
      const message = String(packet)
      if (message.startsWith('42["join"')) {
        await server.close()
        await route.close()
      } else if (message.startsWith('42["signal"') && !hasOffered) {
        held.push(packet)
      } else {
        route.send(packet)
      }
    })
    route.onMessage((packet) => {
      server.send(packet)
      if (hasOffered || !String(packet).includes('"type":"offer"')) return
      hasOffered = true
      for (const signal of held) route.send(signal)
    })
  })
}

/** What the connections are that the page has open. */
const connections = (page: Page) =>
  page.evaluate(() =>
    window.connections
      .filter(({ signalingState }) => signalingState !== 'closed')
      .map((connection) => ({
        state: connection.signalingState,
        mids: connection.getTransceivers().map(({ mid }) => mid),
        directions: connection.getTransceivers().map(({ currentDirection }) => currentDirection),
      })),
  )

/** The one whose session has the lesser hash, which makes the lesser id, is polite. */
const [POLITE, IMPOLITE] = ['a'.repeat(32), 'b'.repeat(32)]

// Where it is the other one who yields, call.test.ts knows.
test('two first offers that cross make one call, where the one who was there yields', async () => {
  const ann = await open(POLITE, crossOffers)
  const bob = await open(IMPOLITE)
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'standup')

  await expectSeesAndHears(ann)
  await expectSeesAndHears(bob)
  const one = { state: 'stable', mids: ['0', '1', '2', '3'], directions: Array(4).fill('sendrecv') }
  expect(await connections(ann)).toEqual([one])
  expect(await connections(bob)).toEqual([one])

  await ann.getByRole('button', { name: 'Mute microphone' }).click()
  await expect(bob.getByLabel('Muted')).toHaveCount(1)
  await bob.getByRole('button', { name: 'Mute microphone' }).click()
  // Her own mark, and Bob's.
  await expect(ann.getByLabel('Muted')).toHaveCount(2)
})
