import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Rooms } from '../../../../main/host/rooms.js'

const members = (rooms: Rooms, anyoneInside: string) => [...(rooms.of(anyoneInside)?.members ?? [])]

describe('entering', () => {
  test('makes the room, named as its first member wrote it', () => {
    const rooms = new Rooms(2)
    expect(rooms.enter('ann', 'Stand-up').name).toBe('Stand-up')
    expect(rooms.enter('bob', 'STAND-UP').name).toBe('Stand-up')
    expect(members(rooms, 'ann')).toEqual(['ann', 'bob'])
    expect(rooms.size).toBe(1)
  })

  test.each([
    ['Лекция', 'ЛЕКЦИЯ'],
    ['café', 'CAFÉ'],
    ['Straße', 'STRAßE'],
  ])('takes "%s" and "%s" for one room', (first, second) => {
    const rooms = new Rooms(2)
    rooms.enter('ann', first)
    expect(rooms.enter('bob', second).name).toBe(first)
  })

  test('another room leaves the first', () => {
    const rooms = new Rooms(2)
    rooms.enter('ann', 'one')
    rooms.enter('bob', 'one')
    rooms.enter('ann', 'two')
    expect(members(rooms, 'ann')).toEqual(['ann'])
    expect(members(rooms, 'bob')).toEqual(['bob'])
  })

  test('the room one is in changes nothing, even where it is full', () => {
    const rooms = new Rooms(2)
    rooms.enter('ann', 'one')
    rooms.enter('bob', 'one')
    expect(rooms.refuses('ann', 'ONE')).toBeUndefined()
    expect(rooms.enter('ann', 'ONE').name).toBe('one')
    expect(members(rooms, 'bob')).toEqual(['ann', 'bob'])
  })

  test('a full room throws and leaves one where one is', () => {
    const rooms = new Rooms(2)
    rooms.enter('ann', 'one')
    rooms.enter('bob', 'one')
    rooms.enter('cem', 'two')
    expect(rooms.refuses('cem', 'One')).toBe('room-full')
    expect(() => rooms.enter('cem', 'One')).toThrow('room-full')
    expect(rooms.of('cem')?.name).toBe('two')
    expect(members(rooms, 'ann')).toEqual(['ann', 'bob'])
  })

  test('names that objects are born with makes ordinary rooms', () => {
    const rooms = new Rooms(2)
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(rooms.of(name)).toBeUndefined()
      expect(rooms.refuses('ann', name)).toBeUndefined()
      expect(rooms.enter('ann', name).members.size).toBe(1)
    }
    expect(rooms.size).toBe(1)
  })
})

describe('exiting', () => {
  test('gives the room with those who stay', () => {
    const rooms = new Rooms(3)
    for (const name of ['ann', 'bob', 'cem']) rooms.enter(name, 'one')
    const room = rooms.exit('bob')
    expect(room?.name).toBe('one')
    expect([...(room?.members ?? [])]).toEqual(['ann', 'cem'])
    expect(rooms.of('bob')).toBeUndefined()
    expect(rooms.holds('bob', 'one')).toBe(false)
  })

  test('by the last ends the room, and the next one names it anew', () => {
    const rooms = new Rooms(2)
    rooms.enter('ann', 'one')
    expect(rooms.exit('ann')?.members.size).toBe(0)
    expect(rooms.size).toBe(0)
    expect(rooms.enter('bob', 'ONE').name).toBe('ONE')
  })

  test('without being in a room does nothing', () => {
    const rooms = new Rooms(2)
    expect(rooms.exit('ann')).toBeUndefined()
    rooms.enter('ann', 'one')
    rooms.exit('ann')
    expect(rooms.exit('ann')).toBeUndefined()
  })
})

describe('a locked room', () => {
  const lockedBy = (...inside: string[]) => {
    const rooms = new Rooms(2)
    for (const name of inside) rooms.enter(name, 'one')
    rooms.lock(inside[0] as string, true)
    return rooms
  }

  test('is closed to others, though there is space', () => {
    const rooms = lockedBy('ann')
    expect(rooms.of('ann')?.isLocked).toBe(true)
    expect(rooms.refuses('bob', 'ONE')).toBe('room-locked')
    expect(() => rooms.enter('bob', 'one')).toThrow('room-locked')
    expect(rooms.of('bob')).toBeUndefined()
  })

  test('stays open to those who were inside, and says full where it is', () => {
    const rooms = lockedBy('ann', 'bob')
    rooms.exit('bob')
    expect(rooms.refuses('bob', 'one')).toBeUndefined()
    expect(rooms.enter('bob', 'one').isLocked).toBe(true)
    rooms.exit('bob')
    rooms.lock('ann', false)
    rooms.enter('cem', 'one')
    expect(rooms.refuses('bob', 'one')).toBe('room-full')
  })

  test('is locked again for those who are inside then', () => {
    const rooms = lockedBy('ann', 'bob')
    rooms.exit('bob')
    rooms.lock('ann', true)
    expect(rooms.refuses('bob', 'one')).toBeUndefined()
    rooms.lock('ann', false)
    rooms.lock('ann', true)
    expect(rooms.refuses('bob', 'one')).toBe('room-locked')
  })

  test('is open again once nobody is left', () => {
    const rooms = lockedBy('ann')
    rooms.exit('ann')
    expect(rooms.enter('bob', 'one').isLocked).toBe(false)
  })

  test('needs someone inside to be locked', () => {
    expect(new Rooms(2).lock('ann', true)).toBeUndefined()
  })
})

/** What the rooms should be after each step, kept in the plainest way: who is where, in order of arrival. */
class Model {
  readonly where: { member: string; room: string }[] = []

  inside(room: string): string[] {
    return this.where.filter((entry) => entry.room === room).map(({ member }) => member)
  }

  exit(member: string): void {
    const at = this.where.findIndex((entry) => entry.member === member)
    if (at !== -1) this.where.splice(at, 1)
  }
}

const ROOMS = ['red', 'Red', 'green', 'blue']
const step = fc.record({
  member: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  enters: fc.option(fc.constantFrom(...ROOMS)),
})

function take(rooms: Rooms, model: Model, member: string, name: string): void {
  const room = name.toLowerCase()
  const inside = model.inside(room)
  const fits = inside.includes(member) || inside.length < rooms.capacity
  expect(rooms.refuses(member, name)).toBe(fits ? undefined : 'room-full')
  if (!fits) {
    expect(() => rooms.enter(member, name)).toThrow()
    return
  }
  if (!inside.includes(member)) {
    model.exit(member)
    model.where.push({ member, room })
  }
  expect([...rooms.enter(member, name).members]).toEqual(model.inside(room))
}

test('any sequence keeps capacity, one room a member, and no empty room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
      const rooms = new Rooms(capacity)
      const model = new Model()
      for (const { member, enters } of steps) {
        if (enters === null) {
          rooms.exit(member)
          model.exit(member)
        } else {
          take(rooms, model, member, enters)
        }
        for (const someone of 'abcdefg') {
          const room = model.where.find((entry) => entry.member === someone)?.room
          expect([...(rooms.of(someone)?.members ?? [])]).toEqual(room === undefined ? [] : model.inside(room))
          expect(rooms.of(someone)?.members.size ?? 0).toBeLessThanOrEqual(capacity)
          expect(ROOMS.slice(1).filter((name) => rooms.holds(someone, name))).toHaveLength(room === undefined ? 0 : 1)
        }
        expect(rooms.size).toBe(new Set(model.where.map(({ room }) => room)).size)
      }
    }),
    { numRuns: 300, seed: 1 },
  )
})
