import { setImmediate as settled } from 'node:timers/promises'
import { signal } from '@preact/signals'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { FoundHost } from '../../../../common/control.js'
import type { ListedRoom, UserList } from '../../../../common/protocol.js'
import type { Signaling } from '../../../../renderer/call/signaling/signaling.js'
import { joinFound } from '../../../../renderer/state/found-room.js'
import type { Screen } from '../../../../renderer/state/goal.js'
import type { HostView } from '../../../../renderer/state/host-connection.js'

const STUDIO = 'http://192.168.77.1:8080'
const room = (name: string, members: number, more: Partial<ListedRoom> = {}): ListedRoom => ({
  ...{ name, members, capacity: 8, ...more },
})
const listOf = (rooms: ListedRoom[], ids: string[] = []): UserList => ({
  ...{ userList: ids, users: ids.map((id) => ({ id, name: id, busy: false })), total: ids.length, rooms },
})

/** A person who presses "Call Studio PC", whose first list is this; without one that computer cannot be joined. */
function press(first: UserList | undefined) {
  const list = signal(listOf([room('elsewhere', 3)]))
  const screen = signal<Screen>({ kind: 'start' })
  const view = signal<HostView>({ origin: STUDIO, state: 'connected' })
  const firstList = async () => {
    if (first) list.value = first
    return list.value
  }
  const entered = joinFound(
    {
      calling: { screen },
      host: { view, get: async () => ({}) as Signaling },
      lobby: { firstList, list, selfId: signal('me') },
      moving: { toFound: async () => first !== undefined },
    },
    { origin: STUDIO } as FoundHost,
  )
  return { entered, list, screen, view }
}

test('the room of the most people that can be entered is the one that is open', async () => {
  const rooms = [
    room('quiet', 1),
    room('standup', 3),
    room('full', 8),
    room('small', 2, { capacity: 2 }),
    room('shut', 5, { locked: true }),
  ]
  expect(await press(listOf(rooms)).entered).toBe('standup')
})

test('a room that was opened since the host last told of any is entered too', async () => {
  const { entered, list } = press(listOf([]))
  await settled()
  list.value = listOf([room('standup', 1)], ['ann', 'me'])
  expect(await entered).toBe('standup')
})

test('where the list with the person in it has no room, there is none', async () => {
  const { entered, list } = press(listOf([room('full', 8)]))
  await settled()
  list.value = listOf([room('full', 8)], ['me'])
  expect(await entered).toBeUndefined()
})

test('where there are more than are listed, nothing is waited for longer than a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { entered } = press(listOf([], ['ann']))
  await settled()
  vi.advanceTimersByTime(1_000)
  expect(await entered).toBeUndefined()
})

test('whoever cannot get there, or has gone elsewhere meanwhile, enters nothing', async () => {
  expect(await press(undefined).entered).toBeUndefined()
  const ringing = press(listOf([]))
  await settled()
  ringing.screen.value = { kind: 'joining', goal: { kind: 'room', room: 'other' } }
  ringing.list.value = listOf([room('standup', 1)], ['me'])
  expect(await ringing.entered).toBeUndefined()
  const moved = press(listOf([]))
  await settled()
  moved.view.value = { origin: 'http://192.168.77.9:8080', state: 'connected' }
  moved.list.value = listOf([room('standup', 1)], ['me'])
  expect(await moved.entered).toBeUndefined()
})
