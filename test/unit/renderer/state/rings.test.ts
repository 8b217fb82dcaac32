import { beforeEach, expect, test } from 'vitest'
import { Rings } from '../../../../renderer/state/rings.js'
import { FakeHost, type FakeSignaling } from '../../../helpers/fake-signaling.js'

const BOB = { id: 'bob', name: 'Bob' }
const RING = { from: BOB, room: 'call-1', audioOnly: false }

let page: FakeSignaling
let rings: Rings

beforeEach(() => {
  page = new FakeHost().page('Ann')
  rings = new Rings()
  rings.listenTo(page.signaling)
  page.hear('call', RING)
})

test('a ring that the caller ends was missed', () => {
  page.hear('disconnectPeer', { from: 'carl' })
  expect(rings.incoming.value).toEqual(RING)
  page.hear('disconnectPeer', { from: 'bob' })
  expect(rings.incoming.value).toBeUndefined()
  expect(rings.missed.value).toMatchObject({ person: BOB, audioOnly: false })
})

test('a ring that is not heard of again after the connection was lost was missed', () => {
  page.hear('welcome', { id: 'ann', name: 'Ann' })
  page.hear('disconnectPeer', { from: 'bob' })
  expect(rings.missed.value).toMatchObject({ person: BOB })
})

test('a ring that goes on after the connection was lost was not', () => {
  page.hear('welcome', { id: 'ann', name: 'Ann' })
  page.hear('call', RING)
  expect(rings.incoming.value).toEqual(RING)
  expect(rings.missed.value).toBeUndefined()
})

test('a ring that the person goes elsewhere from was missed, and is told until they take note', () => {
  rings.leave()
  rings.leave()
  expect(rings.incoming.value).toBeUndefined()
  expect(rings.missed.value).toMatchObject({ person: BOB })
  rings.forgetMissed()
  expect(rings.missed.value).toBeUndefined()
})

test('a ring that is taken was not', () => {
  expect(rings.take()).toEqual(RING)
  rings.leave()
  expect(rings.missed.value).toBeUndefined()
})
