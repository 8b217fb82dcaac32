import { type Signal, signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import type { UserList } from '../../../../common/protocol.js'
import type { Screen } from '../../../../renderer/state/goal.js'
import { SeatWatch } from '../../../../renderer/state/seat-watch.js'

const listOf = (members: number): UserList => ({
  userList: [],
  users: [],
  total: members,
  rooms: members > 0 ? [{ name: 'Standup', members, capacity: 2 }] : [],
})
const FULL = { kind: 'over', goal: { kind: 'room', room: 'standup' }, why: 'room-full' } as const satisfies Screen

let screen: Signal<Screen>
let list: Signal<UserList>
let entered: string[]
let seats: SeatWatch

beforeEach(() => {
  screen = signal<Screen>(FULL)
  list = signal(listOf(2))
  entered = []
  seats = new SeatWatch(screen, list, (room) => void entered.push(room))
})

test('nobody who has not asked for it is taken into a room', () => {
  list.value = listOf(1)
  expect(entered).toEqual([])
})

test('a person who waits goes in as soon as someone leaves', () => {
  seats.room.value = 'standup'
  list.value = listOf(2)
  expect(entered).toEqual([])
  list.value = listOf(1)
  expect(entered).toEqual(['standup'])
})

test('a room that is no longer there has room as well', () => {
  seats.room.value = 'standup'
  list.value = listOf(0)
  expect(entered).toEqual(['standup'])
})

test('where another was quicker, the next try waits for another list', () => {
  seats.room.value = 'standup'
  list.value = listOf(1)
  screen.value = { kind: 'joining', goal: FULL.goal }
  screen.value = { ...FULL }
  expect(entered).toEqual(['standup'])
  expect(seats.room.value).toBe('standup')
  list.value = listOf(1)
  expect(entered).toEqual(['standup', 'standup'])
})

test('whoever is on the way into a room waits for a seat where it turns out to be full', () => {
  screen.value = { kind: 'joining', goal: FULL.goal }
  seats.room.value = 'standup'
  screen.value = { ...FULL }
  expect(entered).toEqual([])
  list.value = listOf(1)
  expect(entered).toEqual(['standup'])
})

test('where a room is locked meanwhile nobody tries the door again and again', () => {
  seats.room.value = 'standup'
  list.value = listOf(1)
  screen.value = { kind: 'joining', goal: FULL.goal }
  screen.value = { ...FULL, why: 'room-locked' }
  list.value = listOf(1)
  expect(entered).toEqual(['standup'])
  expect(seats.room.value).toBeUndefined()
})

test.each<Screen>([{ kind: 'start' }, { kind: 'call', goal: { kind: 'room', room: 'standup' } }])(
  'whoever is elsewhere waits no longer: %j',
  (elsewhere) => {
    seats.room.value = 'standup'
    screen.value = elsewhere
    expect(seats.room.value).toBeUndefined()
    list.value = listOf(1)
    expect(entered).toEqual([])
  },
)
