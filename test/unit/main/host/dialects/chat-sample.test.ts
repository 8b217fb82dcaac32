import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_LIMITS } from '../../../../../common/contract/dialects.js'
import type { Answerer } from '../../../../../main/host/answer.js'
import { chatSample } from '../../../../../main/host/dialects/chat-sample.js'
import { lanline } from '../../../../../main/host/lanline.js'
import type { Person } from '../../../../../main/host/person.js'
import { QuietHost } from '../../../../helpers/quiet-host.js'

let host: QuietHost
let answer: Answerer<Person>
let ann: Person
let bob: Person

beforeEach(async () => {
  host = new QuietHost()
  answer = chatSample(host.parts)
  ann = await host.come('Ann')
  bob = await host.come('Bob')
})

const ready = (person: Person, chat = 'chat', signals = 'signals') =>
  answer(person, 'ready', { chat_room: chat, signal_room: signals })

/** Both are in both rooms, and have read what came of it. */
function meet(): void {
  for (const person of [ann, bob]) ready(person)
  for (const { id } of [ann, bob]) host.received(id)
}

const NOT_INSIDE = { ok: false, code: 'not-in-room' }

describe('"ready"', () => {
  test('is announced once to those inside, in whichever room they meet first', () => {
    expect(ready(ann)).toEqual({ ok: true })
    expect(ready(bob)).toEqual({ ok: true })
    expect(host.received('Ann')).toEqual([['announce', { message: 'New client in the chat room.' }]])
    expect(host.received('Bob')).toEqual([])
  })

  test('of a room for both is one room', () => {
    ready(ann, 'both', 'both')
    ready(bob, 'other', 'both')
    expect(host.received('Ann')).toEqual([['announce', { message: 'New client in the both room.' }]])
  })

  test('again is no news, and adds what is new', () => {
    meet()
    expect(ready(bob)).toEqual({ ok: true })
    expect(host.received('Ann')).toEqual([])
    ready(ann, 'chat', 'more')
    ready(bob, 'chat', 'more')
    expect(host.received('Ann')).toEqual([['announce', { message: 'New client in the more room.' }]])
  })

  test('takes one out of the lobby, until the page is closed', async () => {
    expect(host.isInLobby('Ann')).toBe(true)
    ready(ann)
    expect(host.isInLobby('Ann')).toBe(false)
    await host.membership.closePage(ann)
    expect(host.isInLobby('Ann')).toBe(true)
    expect(answer(ann, 'send', { message: 'hello', room: 'chat' })).toMatchObject(NOT_INSIDE)
  })

  test('of more rooms than one may be in enters none of them', () => {
    for (let room = 0; room < SAMPLE_LIMITS.rooms / 2 - 1; room++) ready(ann, `chat ${room}`, `signals ${room}`)
    ready(ann, 'last', 'last')
    expect(ready(ann, 'a', 'b')).toMatchObject({ ok: false, code: 'not-allowed' })
    for (const room of ['a', 'b']) {
      expect(answer(ann, 'send', { message: 'hello', room })).toMatchObject(NOT_INSIDE)
    }
    expect(ready(ann, 'a', 'a')).toEqual({ ok: true })
  })

  test('of a full room enters neither', async () => {
    for (let number = 0; number < SAMPLE_LIMITS.members; number++) ready(await host.come(`P${number}`), 'full', 'full')
    expect(ready(ann, 'chat', 'full')).toMatchObject({ ok: false, code: 'room-full' })
    expect(answer(ann, 'send', { message: 'hello', room: 'chat' })).toMatchObject(NOT_INSIDE)
    expect(host.isInLobby('Ann')).toBe(true)
  })
})

test('"send" comes as "message", to the sender too, and by the name that the host knows', () => {
  meet()
  expect(answer(ann, 'send', { author: 'Bob', message: 'hello', room: 'chat' })).toEqual({ ok: true })
  for (const { id } of [ann, bob]) {
    expect(host.received(id)).toEqual([['message', { author: 'Ann', message: 'hello' }]])
  }
})

test('"signal" comes as "signaling_message", to the others', () => {
  meet()
  expect(answer(ann, 'signal', { type: 'SDP', message: { sdp: 'v=0' }, room: 'signals' })).toEqual({ ok: true })
  expect(host.received('Bob')).toEqual([['signaling_message', { type: 'SDP', message: { sdp: 'v=0' } }]])
  expect(host.received('Ann')).toEqual([])
})

test('nothing gets into a room that one is not in, which may be a call of that name', async () => {
  await host.membership.enter(bob, 'chat')
  host.received('Bob')
  const packets = { send: { message: 'hello', room: 'chat' }, signal: { type: 'SDP', message: null, room: 'chat' } }
  for (const [event, payload] of Object.entries(packets)) {
    expect(answer(ann, event, payload)).toMatchObject(NOT_INSIDE)
    ready(ann)
    expect(answer(ann, event, payload)).toEqual({ ok: true })
    await host.membership.closePage(ann)
  }
  expect(host.received('Bob')).toEqual([])
})

test('whoever leaves a call and is in these rooms is still not in the lobby', async () => {
  lanline(host.parts)
  ready(ann)
  await host.membership.enter(ann, 'standup')
  await host.membership.leave(ann)
  expect(host.isInLobby('Ann')).toBe(false)
})

test.each([
  ['signal', { to: 'Bob', room: 'signals', candidate: null }],
  ['send', { message: 'hello' }],
  ['send', 'hello'],
  ['signal', null],
  ['create or join', 'chat'],
])('"%s" with %j is not of this dialect', (event, payload) => {
  expect(answer(ann, event, payload)).toBeUndefined()
})
