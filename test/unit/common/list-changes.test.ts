import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { applyChanges, changesBetween, ListChanges } from '../../../common/list-changes.js'
import type { UserList } from '../../../common/protocol.js'

const person = fc.record({
  id: fc.constantFrom('ann', 'bob', 'cem', 'dan', 'eve', 'fay'),
  name: fc.constantFrom('Guest', 'Someone'),
  busy: fc.boolean(),
})
const room = fc.record({
  name: fc.constantFrom('one', 'two', 'three'),
  members: fc.integer({ min: 1, max: 3 }),
  capacity: fc.constant(8),
})
const list: fc.Arbitrary<UserList> = fc
  .record({
    users: fc.uniqueArray(person, { selector: ({ id }) => id }),
    rooms: fc.uniqueArray(room, { selector: ({ name }) => name }),
    total: fc.integer({ min: 0, max: 3 }),
  })
  .map((parts) => ({ ...parts, userList: parts.users.map(({ id }) => id) }))

test('the changes between any two lists make the one of the other, in its order', () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      const changes = changesBetween(before, after)
      if (changes) expect(applyChanges(before, v.parse(ListChanges, changes))).toEqual(after)
      else expect(before).toEqual(after)
    }),
    { numRuns: 2_000 },
  )
})

test('name no more than what has changed', () => {
  const users = ['ann', 'bob', 'cem', 'dan'].map((id) => ({ id, name: id, busy: false }))
  const before: UserList = { users, userList: users.map(({ id }) => id), total: 4, rooms: [] }
  const [ann, bob, cem, dan] = users as [(typeof users)[0], (typeof users)[0], (typeof users)[0], (typeof users)[0]]
  const later = [ann, cem, { ...dan, name: 'Daniel' }, { id: 'eve', name: 'Eve', busy: true }]
  expect(changesBetween(before, { ...before, users: later, userList: later.map(({ id }) => id) })).toEqual({
    people: [
      [2, { ...dan, name: 'Daniel' }],
      [3, { id: 'eve', name: 'Eve', busy: true }],
    ],
    gonePeople: [bob.id],
    rooms: [],
    goneRooms: [],
    total: 4,
  })
  expect(changesBetween(before, structuredClone(before))).toBeUndefined()
})

test('that make no sense for a list harm nothing', () => {
  const empty: UserList = { users: [], userList: [], total: 0, rooms: [] }
  const changes = {
    people: [[9, { id: 'ann', name: 'Ann', busy: false }]],
    gonePeople: ['bob'],
    rooms: [],
    goneRooms: [],
    total: 1,
  }
  expect(applyChanges(empty, v.parse(ListChanges, changes)).userList).toEqual(['ann'])
})
