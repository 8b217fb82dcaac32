import { beforeEach, expect, test } from 'vitest'
import type { Answerer } from '../../../../../main/host/answer.js'
import { userList } from '../../../../../main/host/dialects/user-list.js'
import type { Person } from '../../../../../main/host/person.js'
import { QuietHost } from '../../../../helpers/quiet-host.js'

let host: QuietHost
let answer: Answerer<Person>
let ann: Person
let bob: Person

beforeEach(async () => {
  host = new QuietHost()
  answer = userList(host.parts)
  ann = await host.come('Ann')
  bob = await host.come('Bob')
  await host.come('Cem')
  return () => host.rings.close()
})

const NOBODY = { ok: false, code: 'no-such-peer' }

test.each([
  ['offer', 'offer'],
  ['answer', 'answer'],
  ['iceCandidate', 'remoteIceCandidate'],
])('"%s" comes as "%s", from whom the host knows, with all that was sent', async (event, heard) => {
  const payload = { to: 'Bob', from: 'Cem', sdp: 'v=0', more: [1] }
  expect(await answer(ann, event, payload)).toEqual({ ok: true })
  expect(host.received('Bob')).toEqual([[heard, { ...payload, from: 'Ann' }]])
  for (const name of ['Ann', 'Cem']) expect(host.received(name)).toEqual([])
})

test('it reaches those in the same room, and those who ring each other', async () => {
  await host.membership.enter(ann, 'foo')
  await host.membership.enter(bob, 'foo')
  expect(await answer(ann, 'offer', { to: 'Bob' })).toEqual({ ok: true })
  await host.membership.leave(ann)
  expect(await answer(ann, 'offer', { to: 'Bob' })).toMatchObject(NOBODY)
  await host.membership.leave(bob)
  // The caller is in the room of the call, and the callee is not.
  await host.calls.place(ann, { to: 'Bob' })
  expect(await answer(ann, 'offer', { to: 'Bob' })).toEqual({ ok: true })
  expect(await answer(bob, 'answer', { to: 'Ann' })).toEqual({ ok: true })
})

test('it reaches nobody in another room, nor from the lobby into one', async () => {
  await host.membership.enter(ann, 'foo')
  expect(await answer(ann, 'offer', { to: 'Bob' })).toMatchObject(NOBODY)
  expect(await answer(bob, 'offer', { to: 'Ann' })).toMatchObject(NOBODY)
  await host.membership.enter(bob, 'bar')
  expect(await answer(bob, 'offer', { to: 'Ann' })).toMatchObject(NOBODY)
  expect(await answer(bob, 'offer', { to: 'nobody' })).toMatchObject(NOBODY)
  for (const name of ['Ann', 'Bob']) expect(host.received(name)).toEqual([])
})

test.each([undefined, null, 'Bob', {}, { to: '' }, { to: ['Bob'] }])('%j names nobody', async (payload) => {
  expect(await answer(ann, 'offer', payload)).toMatchObject({ ok: false, code: 'bad-request' })
  expect(host.received('Bob')).toEqual([])
})

test('it knows no events of others', () => {
  for (const event of ['remoteIceCandidate', 'refuse', 'message', '__proto__']) {
    expect(answer(ann, event, { to: 'Bob' })).toBeUndefined()
  }
})
