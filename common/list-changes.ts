import * as v from 'valibot'
import { ListedPerson, ListedRoom, PeerId, RoomName, type UserList } from './protocol.js'
import { integer } from './schema.js'

/** Entries that are new or other than before, each with its place in the new list, in the order of the places. */
const placed = <T>(entry: v.GenericSchema<unknown, T>) => v.array(v.tuple([integer(), entry]))

/** From one `UserList` to the next. Entries that are not named here stay, in the order that they have. */
export const ListChanges = v.object({
  people: placed(ListedPerson),
  gonePeople: v.array(PeerId),
  rooms: placed(ListedRoom),
  goneRooms: v.array(RoomName),
  total: integer(),
})
export type ListChanges = v.InferOutput<typeof ListChanges>
type Placed<T> = [place: number, entry: T][]

/** What `changes` make of a list. */
export function applyChanges(list: UserList, changes: ListChanges): UserList {
  const users = change(list.users, changes.people, changes.gonePeople, idOf)
  const rooms = change(list.rooms, changes.rooms, changes.goneRooms, nameOf)
  return { userList: users.map(idOf), users, total: changes.total, rooms }
}

/** What makes the list `before` the list `after`; undefined where they are the same. */
export function changesBetween(before: UserList, after: UserList): ListChanges | undefined {
  const people = compare(before.users, after.users, idOf)
  const rooms = compare(before.rooms, after.rooms, nameOf)
  const parts = [people.placed, people.gone, rooms.placed, rooms.gone]
  if (before.total === after.total && parts.every(({ length }) => length === 0)) return undefined
  return {
    people: people.placed,
    gonePeople: people.gone,
    rooms: rooms.placed,
    goneRooms: rooms.gone,
    total: after.total,
  }
}

function change<T>(
  entries: readonly T[],
  placed: Placed<T>,
  gone: readonly string[],
  keyOf: (entry: T) => string,
): T[] {
  const moved = new Set([...gone, ...placed.map(([, entry]) => keyOf(entry))])
  const changed = entries.filter((entry) => !moved.has(keyOf(entry)))
  for (const [place, entry] of placed) changed.splice(place, 0, entry)
  return changed
}

function compare<T>(before: readonly T[], after: readonly T[], keyOf: (entry: T) => string) {
  const earlier = new Map(before.map((entry, place) => [keyOf(entry), { place, text: JSON.stringify(entry) }]))
  const placed: Placed<T> = []
  const gone = new Set(earlier.keys())
  let last = -1
  for (const [place, entry] of after.entries()) {
    const key = keyOf(entry)
    const known = earlier.get(key)
    gone.delete(key)
    // Entries that stay must stay in their order.
    if (known && known.place > last && known.text === JSON.stringify(entry)) last = known.place
    else placed.push([place, entry])
  }
  return { placed, gone: [...gone] }
}

const idOf = ({ id }: { readonly id: string }) => id
const nameOf = ({ name }: { readonly name: string }) => name
