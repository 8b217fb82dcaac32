import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryDirectory } from '../../../../main/host/memory.js'
import { Person } from '../../../../main/host/person.js'

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
async function take(one: Step, directory: MemoryDirectory, model: Model): Promise<void> {
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

test('whatever people do in whatever order, each is in one room at most, and none holds too many or is haunted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
      const [directory, model] = [new MemoryDirectory(), new Model()]
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
    { numRuns: 150 },
  )
})
