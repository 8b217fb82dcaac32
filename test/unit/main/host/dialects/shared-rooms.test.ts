import { expect, test } from 'vitest'
import { SharedRooms } from '../../../../../main/host/dialects/shared-rooms.js'

const rooms = () => new SharedRooms({ rooms: 3, members: 2 })

test('one may be in several, and each has its own members', () => {
  const all = rooms()
  all.enter('ann', 'chat')
  all.enter('ann', 'signals')
  all.enter('bob', 'chat')
  expect(all.membersOf('chat')).toEqual(['ann', 'bob'])
  expect(all.membersOf('signals')).toEqual(['ann'])
  expect(all.holds('bob', 'chat')).toBe(true)
  expect(all.holds('bob', 'signals')).toBe(false)
})

test('whoever leaves is in none, and a room without members does not exist', () => {
  const all = rooms()
  all.enter('ann', 'chat')
  all.enter('ann', 'signals')
  all.enter('bob', 'chat')
  all.leaveAll('ann')
  for (const room of ['chat', 'signals']) expect(all.holds('ann', room)).toBe(false)
  expect(all.membersOf('chat')).toEqual(['bob'])
  expect(all.size).toBe(1)
  all.leaveAll('bob')
  all.leaveAll('bob')
  expect(all.size).toBe(0)
})

test('a room holds so many members, and one person is in so many rooms', () => {
  const all = rooms()
  for (const member of ['ann', 'bob']) all.enter(member, 'chat')
  expect(all.refuses('cem', ['signals', 'chat'])).toBe('room-full')
  expect(all.refuses('cem', ['signals'])).toBeUndefined()
  expect(all.refuses('ann', ['a', 'b'])).toBeUndefined()
  expect(all.refuses('ann', ['a', 'b', 'c'])).toBe('too-many-rooms')
})

test('names that objects are born with are ordinary', () => {
  const all = rooms()
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(all.holds(name, name)).toBe(false)
    expect(all.membersOf(name)).toEqual([])
    all.enter(name, name)
    expect(all.membersOf(name)).toEqual([name])
  }
})
