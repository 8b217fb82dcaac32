import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Directory } from '../../main/host/directory.js'
import { Person } from '../../main/host/person.js'

/** Someone who goes by this name, or by none. */
export function named(id: string, name?: string): Person {
  const person = new Person(id)
  if (name !== undefined) person.name = name
  return person
}

const PEOPLE = ['ann', 'bob', 'cem', 'dan', 'eve']
const who = fc.constantFrom(...PEOPLE)
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), who }),
  fc.record({ kind: fc.constant('remove' as const), who }),
  fc.record({ kind: fc.constant('leave' as const), who }),
  fc.record({ kind: fc.constant('lock' as const), who, isLocked: fc.boolean() }),
  fc.record({
    kind: fc.constant('enter' as const),
    who,
    room: fc.constantFrom('one', 'two', 'three'),
    capacity: fc.integer({ min: 2, max: 3 }),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface ModelRoom {
  readonly members: Set<string>
  readonly capacity: number
  /** While it is locked: who was inside then. */
  invited: ReadonlySet<string> | undefined
}

/** The directory as simple as can be: who is there, and the rooms in which somebody is. */
class Model {
  readonly people = new Set<string>()
  readonly rooms = new Map<string, ModelRoom>()

  roomOf(id: string): string | undefined {
    return [...this.rooms].find(([, { members }]) => members.has(id))?.[0]
  }

  /** Why someone is kept out of a room. */
  keepsOut(id: string, name: string): string | undefined {
    const room = this.rooms.get(name)
    if (!room || room.members.has(id)) return undefined
    if (room.invited?.has(id) === false) return 'room-locked'
    return room.members.size >= room.capacity ? 'room-full' : undefined
  }

  leave(id: string): void {
    const name = this.roomOf(id)
    const room = name === undefined ? undefined : this.rooms.get(name)
    room?.members.delete(id)
    if (name !== undefined && room?.members.size === 0) this.rooms.delete(name)
  }

  enter(id: string, name: string, capacity: number): void {
    if (this.roomOf(id) === name) return
    this.leave(id)
    const room = this.rooms.get(name) ?? { members: new Set<string>(), capacity, invited: undefined }
    room.members.add(id)
    this.rooms.set(name, room)
  }
}

/** Has both do the same, and compares what the directory answers. */
async function take(one: Step, directory: Directory, model: Model): Promise<void> {
  const { who: id } = one
  // Only who is there asks for anything.
  if (one.kind !== 'add' && !model.people.has(id)) return
  switch (one.kind) {
    case 'add':
      if (model.people.has(id)) return
      model.people.add(id)
      await directory.arrive(new Person(id))
      return
    case 'remove':
      model.leave(id)
      model.people.delete(id)
      await directory.remove(id)
      return
    case 'leave': {
      const room = model.roomOf(id)
      model.leave(id)
      expect((await directory.leave(id))?.room).toBe(room)
      return
    }
    case 'lock': {
      const room = model.rooms.get(model.roomOf(id) ?? '')
      const result = await directory.lock(id, one.isLocked)
      const wasLocked = room && room.invited !== undefined
      expect(result?.wasLocked).toBe(wasLocked)
      if (room && wasLocked !== one.isLocked) room.invited = one.isLocked ? new Set(room.members) : undefined
      return
    }
    case 'enter': {
      const keptOut = model.keepsOut(id, one.room)
      const entry = await directory.enter(id, one.room, one.capacity)
      expect(entry.keptOut).toBe(keptOut)
      if (keptOut === undefined) model.enter(id, one.room, one.capacity)
    }
  }
}

/** What holds of every directory; `make` gives one with nobody in it. */
export function directoryContract(make: () => Promise<Directory>, numRuns: number): void {
  async function directoryOf(...ids: string[]): Promise<Directory> {
    const directory = await make()
    for (const id of ids) await directory.arrive(named(id, id))
    return directory
  }

  test('knows who someone is and where', async () => {
    const directory = await directoryOf('ann', 'bob')
    await directory.enter('ann', 'standup', 2)
    expect(await directory.who('ann')).toMatchObject({ person: { name: 'ann' }, room: { name: 'standup' } })
    expect(await directory.who('bob')).toEqual({ person: named('bob', 'bob') })
    expect(await directory.who('__proto__')).toBeUndefined()
    await directory.rename('ann', 'Anna')
    expect(await directory.who('ann')).toMatchObject({ person: { name: 'Anna' } })
  })

  test('tells who enters a room whom they meet there, and where they come from', async () => {
    const directory = await directoryOf('ann', 'bob', 'cem')
    await directory.enter('ann', 'one', 3)
    await directory.enter('cem', 'one', 3)
    await directory.enter('bob', 'two', 3)
    expect(await directory.enter('ann', 'TWO', 3)).toMatchObject({
      room: { name: 'two' },
      isNew: true,
      others: [{ id: 'bob' }],
      left: { room: 'one', others: ['cem'] },
    })
    const again = await directory.enter('ann', 'two', 3)
    expect(again).toMatchObject({ isNew: false, others: [{ id: 'bob' }] })
    expect(again).not.toHaveProperty('left')
  })

  test('of two who want the last seat at once, gives it to one', async () => {
    const directory = await directoryOf('ann', 'bob', 'cem')
    await directory.enter('ann', 'one', 2)
    const entries = await Promise.all([directory.enter('bob', 'one', 2), directory.enter('cem', 'one', 2)])
    expect(entries.map(({ keptOut }) => keptOut)).toEqual([undefined, 'room-full'])
  })

  test('lets a room hold what it was made with, whoever comes', async () => {
    const directory = await directoryOf('ann', 'bob', 'cem', 'dan')
    await directory.enter('ann', 'small', 2)
    await directory.enter('bob', 'small', 8)
    expect(await directory.enter('cem', 'small', 8)).toEqual({ keptOut: 'room-full' })
    await directory.enter('cem', 'large', 3)
    await directory.enter('ann', 'large', 2)
    expect(await directory.enter('bob', 'large', 2)).toMatchObject({ isNew: true })
    const { rooms } = await directory.list(10)
    expect(rooms).toMatchObject([{ name: 'large', capacity: 3 }])
  })

  test('leaves who is kept out where they were', async () => {
    const directory = await directoryOf('ann', 'bob')
    await directory.enter('ann', 'one', 2)
    await directory.lock('ann', true)
    await directory.enter('bob', 'two', 2)
    expect(await directory.enter('bob', 'one', 2)).toEqual({ keptOut: 'room-locked' })
    expect(directory.roomOf('bob')?.name).toBe('two')
  })

  test('locks for those inside, and says whether it was locked before', async () => {
    const directory = await directoryOf('ann', 'bob')
    expect(await directory.lock('ann', true)).toBeUndefined()
    await directory.enter('ann', 'one', 2)
    await directory.enter('bob', 'one', 2)
    expect(await directory.lock('ann', true)).toEqual({ members: ['ann', 'bob'], wasLocked: false })
    expect(await directory.lock('bob', true)).toEqual({ members: ['ann', 'bob'], wasLocked: true })
  })

  test('lists those who gave a name first, a limited number of them, and no direct call', async () => {
    const directory = await directoryOf()
    for (let index = 0; index < 3; index++) await directory.arrive(named(`guest ${index}`))
    await directory.arrive(named('ann', 'ann'))
    await directory.enter('ann', `call-${'x'.repeat(22)}`, 2)
    const { people, total, rooms } = await directory.list(2)
    expect(people.map(({ person }) => person.id)).toEqual(['ann', 'guest 0'])
    expect({ total, rooms }).toEqual({ total: 4, rooms: [] })
  })

  test('forgets who is removed, and their seat', async () => {
    const directory = await directoryOf('ann', 'bob')
    await directory.enter('ann', 'one', 2)
    await directory.remove('ann')
    expect(await directory.who('ann')).toBeUndefined()
    expect([...directory.here()]).toEqual([named('bob', 'bob')])
    expect(await directory.enter('bob', 'one', 2)).toMatchObject({ others: [] })
  })

  test('whatever people do in whatever order, each is in one room at most, and none holds too many or is haunted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
        const [directory, model] = [await make(), new Model()]
        for (const who of PEOPLE) await take({ kind: 'add', who }, directory, model)
        for (const one of steps) {
          await take(one, directory, model)
          const { people, rooms, total } = await directory.list(100)
          expect(total).toBe(model.people.size)
          expect(new Set(people.map(({ person }) => person.id))).toEqual(model.people)
          for (const { person, room } of people) expect(room?.name).toBe(model.roomOf(person.id))
          expect(new Set(rooms.map(({ name }) => name))).toEqual(new Set(model.rooms.keys()))
          for (const { name, members, capacity, isLocked } of rooms) {
            const known = model.rooms.get(name)
            expect({ members, capacity, isLocked }).toEqual({
              members: known?.members,
              capacity: known?.capacity,
              isLocked: known?.invited !== undefined,
            })
            expect(members.size).toBeLessThanOrEqual(capacity)
          }
        }
      }),
      { numRuns },
    )
  })
}
