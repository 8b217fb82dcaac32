import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Passcode } from '../../../../main/host/passcode.js'
import { Tickets } from '../../../../main/host/tickets.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const [ANN, BOB] = ['session of ann, a secret', 'session of bob, a secret']

test('a ticket lets one session in, which may then come again without it', () => {
  const tickets = new Tickets()
  const ticket = tickets.issue()
  expect(tickets.admits(ANN, ticket)).toBe(true)
  expect(tickets.admits(ANN, undefined)).toBe(true)
  expect(tickets.admits(BOB, ticket)).toBe(false)
  expect(tickets.admits(BOB, undefined)).toBe(false)
})

test('nobody comes in by a made-up ticket, nor without a session', () => {
  const tickets = new Tickets()
  const ticket = tickets.issue()
  expect(tickets.admits(ANN, 'made up')).toBe(false)
  expect(tickets.admits(undefined, ticket)).toBe(false)
  expect(tickets.admits(ANN, ticket)).toBe(true)
})

test('a ticket is good for ten minutes', () => {
  const tickets = new Tickets()
  const [first, second] = [tickets.issue(), tickets.issue()]
  vi.advanceTimersByTime(599_999)
  expect(tickets.admits(ANN, first)).toBe(true)
  vi.advanceTimersByTime(1)
  expect(tickets.admits(BOB, second)).toBe(false)
})

test('of many tickets the oldest go', () => {
  const tickets = new Tickets()
  const first = tickets.issue()
  const second = tickets.issue()
  for (let count = 0; count < 999; count++) tickets.issue()
  expect(tickets.admits(ANN, first)).toBe(false)
  expect(tickets.admits(ANN, second)).toBe(true)
})

test('another passcode ends all tickets, and lets nobody in who came by one', () => {
  const passcode = new Passcode('sesame')
  const [spent, kept] = [passcode.tickets.issue(), passcode.tickets.issue()]
  expect(passcode.tickets.admits(ANN, spent)).toBe(true)
  passcode.set('almond')
  expect(passcode.tickets.admits(ANN, undefined)).toBe(false)
  expect(passcode.tickets.admits(BOB, kept)).toBe(false)
})
