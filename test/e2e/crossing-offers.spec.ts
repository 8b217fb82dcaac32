import type { Page } from 'playwright'
import { expectSeesAndHears, expectStatus, expectWaiting, join, recordConnections } from '../helpers/call-page.js'
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
  await page.goto(host.page())
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

/** Holds back what others signal to the page, from `hold` on until it has offered. */
async function holdSignals(page: Page): Promise<{ hold(): void }> {
  const held: (string | Buffer)[] = []
  let isHolding = false
  await page.routeWebSocket(/socket\.io/, (route) => {
    const server = route.connectToServer()
    server.onMessage((packet) => {
      if (isHolding && String(packet).startsWith('42["signal"')) held.push(packet)
      else route.send(packet)
    })
    route.onMessage((packet) => {
      server.send(packet)
      if (!String(packet).includes('"type":"offer"')) return
      isHolding = false
      for (const signal of held.splice(0)) route.send(signal)
    })
  })
  return {
    hold: () => {
      isHolding = true
    },
  }
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

/** Both join, and see and hear each other. */
async function meet(ann: Page, bob: Page): Promise<void> {
  await join(ann, 'Ann', 'standup')
  await expectWaiting(ann)
  await join(bob, 'Bob', 'standup')
  await expectSeesAndHears(ann, bob)
}

// Where it is the other one who yields, call.test.ts knows.
test('two first offers that cross make one call, where the one who was there yields', async () => {
  const ann = await open(POLITE, crossOffers)
  const bob = await open(IMPOLITE)
  await meet(ann, bob)
  const one = { state: 'stable', mids: ['0', '1', '2', '3'], directions: Array(4).fill('sendrecv') }
  expect(await connections(ann)).toEqual([one])
  expect(await connections(bob)).toEqual([one])

  await ann.getByRole('button', { name: 'Mute microphone' }).click()
  await expect(bob.getByLabel('Muted')).toHaveCount(1)
  await bob.getByRole('button', { name: 'Mute microphone' }).click()
  // Her own mark, and Bob's.
  await expect(ann.getByLabel('Muted')).toHaveCount(2)
})

// After the rollback Chromium gives the element of whoever had answered first no frame any more.
test('a picture that stands still since later offers crossed is brought back', async () => {
  let signals = { hold: () => {} }
  const ann = await open(POLITE, async (page) => {
    signals = await holdSignals(page)
  })
  const bob = await open(IMPOLITE)
  await meet(ann, bob)

  signals.hold()
  for (const page of [bob, ann]) await page.evaluate(() => window.connections[0]?.restartIce())
  await expect.poll(() => ann.evaluate(() => window.connections.length), { timeout: 30_000 }).toBe(2)
  await expect.poll(async () => (await connections(ann)).length).toBe(1)
  await expectSeesAndHears(ann, bob)
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)
  await expectStatus(ann, 'In a call with Bob.')
})
