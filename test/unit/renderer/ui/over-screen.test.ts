import { signal } from '@preact/signals'
import { h, render } from 'preact'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { UserList } from '../../../../common/protocol.js'
import type { App } from '../../../../renderer/state/app.js'
import type { Goal, Screen } from '../../../../renderer/state/goal.js'
import type { HostView } from '../../../../renderer/state/host-connection.js'
import { OverScreen } from '../../../../renderer/ui/OverScreen.js'
import { speakEnglish } from '../../../helpers/english.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

beforeAll(speakEnglish)

const GOAL: Goal = { kind: 'room', room: 'standup' }
const FULL = { kind: 'over', goal: GOAL, why: 'room-full' } as const satisfies Screen
const ORIGIN = 'http://192.168.1.2:8080'

const listOf = (members: number, others = 0): UserList => ({
  ...{ userList: [], users: [], total: members },
  rooms: [
    ...(members > 0 ? [{ name: 'Standup', members, capacity: 8 }] : []),
    ...Array.from({ length: others }, (_, index) => ({ name: `room-${index}`, members: 1, capacity: 8 })),
  ],
})

/** The screen of whoever was told that a room is full, while the host's list said this. */
function show(members: number) {
  const list = signal(listOf(members))
  const view = signal<HostView>({ origin: ORIGIN, state: 'connected' })
  const screen = signal<Screen>(FULL)
  const waitsFor = signal<string | undefined>(undefined)
  const app = {
    ...{ lobby: { list }, host: { view }, calling: { screen }, seats: { room: waitsFor, stop: vi.fn() } },
    ...{ retry: vi.fn(), leave: vi.fn() },
  }
  const root = fakeDocument()
  render(h(OverScreen, { app: app as unknown as App, goal: GOAL, why: 'room-full' }), root)
  onTestFinished(() => render(null, root))
  return { list, view, screen, waitsFor, text: () => textOf(root) }
}

/** What is written in a node and in all beneath it. */
const textOf = (node: Node): string =>
  [(node as Text).data ?? '', ...[...node.childNodes].map((child) => textOf(child))].join(' ').replace(/\s+/g, ' ')

const says = (shown: ReturnType<typeof show>, text: string) => vi.waitFor(() => expect(shown.text()).toContain(text))

test('a room that is full is told with its numbers only where these say so', async () => {
  const shown = show(5)
  // The list is older than the host's word.
  expect(shown.text()).toContain('standup is full Everyone who fits is in there.')
  expect(shown.text()).not.toMatch(/5/)
  shown.list.value = listOf(8)
  await says(shown, 'standup is full (8 of 8)')
  expect(shown.text()).toContain('Tell me when there is room')
})

test.each([
  ['somebody left', 7],
  ['all left', 0],
])('once %s it is said that there is room, and no longer that there is none', async (_, members) => {
  const shown = show(8)
  shown.list.value = listOf(members)
  await says(shown, 'There is room in standup again')
  expect(shown.text()).toContain('Join room')
  expect(shown.text()).not.toMatch(/full|Tell me|of 8/)
  shown.list.value = listOf(8)
  await says(shown, 'standup is full (8 of 8)')
})

test('of a room that may only not be listed, and of a host that is lost, no seats are told', async () => {
  const shown = show(8)
  shown.list.value = listOf(0, 100)
  await says(shown, 'standup is full Everyone')
  shown.list.value = listOf(8)
  await says(shown, 'standup is full (8 of 8)')
  shown.view.value = { origin: ORIGIN, state: 'reconnecting' }
  await says(shown, 'standup is full Everyone')
})

test('whoever waits is told so until they are in', async () => {
  const shown = show(8)
  shown.waitsFor.value = 'standup'
  await says(shown, 'You go in as soon as someone leaves.')
  shown.list.value = listOf(7)
  await says(shown, 'standup is full You go in as soon as someone leaves.')
})
