import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Passcode } from '../../../../main/host/passcode.js'
import { Tickets } from '../../../../main/host/tickets.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const [ANN, BOB, CARL] = ['session of ann, a secret', 'session of bob, a secret', 'session of carl, a secret'] as const

test('a ticket lets one session in, which may then come again without it', () => {
  const tickets = new Tickets()
  const ticket = tickets.issue('carl')
  expect(tickets.spend(ANN, ticket)).toBe(true)
  expect(tickets.admits(ANN)).toBe(true)
  expect(tickets.spend(BOB, ticket)).toBe(false)
  expect(tickets.admits(BOB)).toBe(false)
})

test('nobody comes in by a made-up ticket, nor without a session', () => {
  const tickets = new Tickets()
  const ticket = tickets.issue('carl')
  expect(tickets.spend(ANN, 'made up')).toBe(false)
  expect(tickets.spend(undefined, ticket)).toBe(false)
  expect(tickets.spend(ANN, ticket)).toBe(true)
})

test('a ticket is good for ten minutes', () => {
  const tickets = new Tickets()
  const [first, second] = [tickets.issue('carl'), tickets.issue('carl')]
  vi.advanceTimersByTime(599_999)
  expect(tickets.spend(ANN, first)).toBe(true)
  vi.advanceTimersByTime(1)
  expect(tickets.spend(BOB, second)).toBe(false)
})

test('of many tickets the oldest go', () => {
  const tickets = new Tickets()
  const first = tickets.issue('carl')
  const second = tickets.issue('carl')
  for (let count = 0; count < 999; count++) tickets.issue('carl')
  expect(tickets.spend(ANN, first)).toBe(false)
  expect(tickets.spend(ANN, second)).toBe(true)
})

test('another passcode ends all tickets, and lets nobody in who came by one', () => {
  const passcode = new Passcode('sesame')
  const [spent, kept] = [passcode.tickets.issue('carl'), passcode.tickets.issue('carl')]
  expect(passcode.tickets.spend(ANN, spent)).toBe(true)
  passcode.set('almond')
  expect(passcode.tickets.admits(ANN)).toBe(false)
  expect(passcode.tickets.spend(BOB, kept)).toBe(false)
})

test('whose ticket it is goes on in the session that spends it, and the two sessions change places', () => {
  const tickets = new Tickets()
  const { identities } = tickets
  const [ann, bob] = [identities.of(ANN), identities.of(BOB)]
  expect(tickets.spend(BOB, tickets.issue(ann))).toBe(true)
  expect([identities.of(ANN), identities.of(BOB)]).toEqual([bob, ann])
  tickets.clear()
  expect(identities.of(BOB)).toBe(ann)

  // And on to a third page.
  const third = identities.of(CARL)
  expect(tickets.spend(CARL, tickets.issue(ann))).toBe(true)
  expect([identities.of(ANN), identities.of(BOB), identities.of(CARL)]).toEqual([bob, third, ann])
})

test('however many move, no two sessions are the same person', () => {
  const tickets = new Tickets()
  const { identities } = tickets
  const sessions = Array.from({ length: 600 }, (_, index) => `the session of number ${index}`)
  for (const [index, session] of sessions.entries()) {
    const from = sessions[(index * 7) % sessions.length] ?? session
    tickets.spend(session, tickets.issue(identities.of(from)))
  }
  expect(new Set(sessions.map((session) => identities.of(session))).size).toBe(sessions.length)
})
