import { beforeEach, describe, expect, test } from 'vitest'
import type { Answerer } from '../../../../../main/host/answer.js'
import { codelab, logReply } from '../../../../../main/host/dialects/codelab.js'
import type { Person } from '../../../../../main/host/person.js'
import { QuietHost } from '../../../../helpers/quiet-host.js'

let host: QuietHost
let answer: Answerer<Person>
let ann: Person
let bob: Person
let cem: Person

beforeEach(async () => {
  host = new QuietHost()
  answer = codelab(host.parts)
  ann = await host.come('Ann')
  bob = await host.come('Bob')
  cem = await host.come('Cem')
})

const line = (...words: unknown[]) => ['log', ['Message from server:', ...words]]

describe('what becomes of "create or join"', () => {
  test('is told in the words of the codelab, its log before its events', async () => {
    await host.membership.enter(ann, 'foo')
    expect(host.received('Ann')).toEqual([
      line('Received request to create or join room foo'),
      line('Room foo now has 1 client(s)'),
      line('Client ID Ann created room foo'),
      ['created', 'foo', 'Ann'],
    ])
    await host.membership.enter(bob, 'foo')
    expect(host.received('Bob')).toEqual([
      line('Received request to create or join room foo'),
      line('Room foo now has 2 client(s)'),
      line('Client ID Bob joined room foo'),
      ['joined', 'foo', 'Bob'],
      ['ready', 'foo'],
    ])
    expect(host.received('Ann')).toEqual([['ready', 'foo']])
  })

  test.each(['full', 'locked'])('is "full" where the room is %s', async (how) => {
    await host.membership.enter(ann, 'foo')
    if (how === 'full') await host.membership.enter(bob, 'foo')
    else await host.membership.lock(ann, true)
    host.received('Ann')
    await host.membership.enter(cem, 'foo')
    expect(host.received('Cem')).toEqual([line('Received request to create or join room foo'), ['full', 'foo']])
    expect(host.received('Ann')).toEqual([])
  })

  test('is nothing new where one is inside already', async () => {
    await host.membership.enter(ann, 'foo')
    host.received('Ann')
    await host.membership.enter(ann, 'foo')
    expect(host.received('Ann')).toEqual([line('Received request to create or join room foo')])
  })
})

test('whoever stays hears "bye", once, however often the other leaves', async () => {
  await host.membership.enter(ann, 'foo')
  await host.membership.enter(bob, 'foo')
  for (const name of ['Ann', 'Bob']) host.received(name)
  await host.membership.leave(ann)
  await host.membership.leave(ann)
  expect(host.received('Bob')).toEqual([['bye', 'foo']])
  expect(host.received('Ann')).toEqual([])
})

describe('"message"', () => {
  test.each([['got user media'], [{ type: 'offer', sdp: 'v=0' }], [null], [['a', 1]], [{ from: 'Bob' }]])(
    'hands %j to the others in the room, as it is',
    async (value) => {
      await host.membership.enter(ann, 'foo')
      await host.membership.enter(bob, 'foo')
      for (const name of ['Ann', 'Bob']) host.received(name)
      expect(answer(ann, 'message', value)).toEqual({ ok: true })
      expect(host.received('Bob')).toEqual([['message', value]])
      for (const name of ['Ann', 'Cem']) expect(host.received(name)).toEqual([])
    },
  )

  test('cannot be taken for chat, whose author the host vouches for', async () => {
    await host.membership.enter(ann, 'foo')
    await host.membership.enter(bob, 'foo')
    host.received('Bob')
    const chat = { message: 'hello', author: 'Cem', from: 'Cem', at: 1 }
    expect(answer(ann, 'message', chat)).toMatchObject({ ok: false, code: 'bad-request' })
    expect(host.received('Bob')).toEqual([])
  })

  test('goes nowhere from the lobby', () => {
    expect(answer(ann, 'message', 'hello')).toMatchObject({ ok: false, code: 'not-in-room' })
    for (const name of ['Bob', 'Cem']) expect(host.received(name)).toEqual([])
  })
})

test('"ipaddr" gives each address that the host has now, to who asked', () => {
  expect(answer(ann, 'ipaddr', undefined)).toEqual({ ok: true })
  expect(host.received('Ann')).toEqual([])
  host.addresses.push('192.168.1.5', '10.0.0.2')
  answer(ann, 'ipaddr', undefined)
  expect(host.received('Ann')).toEqual([
    ['ipaddr', '192.168.1.5'],
    ['ipaddr', '10.0.0.2'],
  ])
  expect(host.received('Bob')).toEqual([])
})

test('its log says what was said, and why something was not done', () => {
  const refused = { ok: false, code: 'not-in-room', message: 'Join a room first.' } as const
  logReply(host.mailbox, 'Ann', 'message', { type: 'offer' }, { ok: true })
  logReply(host.mailbox, 'Ann', 'message', 'hello', refused)
  logReply(host.mailbox, 'Ann', 'leave', undefined, { ok: true })
  expect(host.received('Ann')).toEqual([line('Client said: ', { type: 'offer' }), line('Join a room first.')])
})

test('it knows no events of others', () => {
  for (const event of ['signal', 'create or join', 'bye', '__proto__']) expect(answer(ann, event, {})).toBeUndefined()
})
