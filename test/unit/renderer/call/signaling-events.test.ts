import { EventEmitter } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hear } from '../../../../renderer/call/signaling-events.js'

/** A socket that the test speaks from, and what the page is told of it. */
function start() {
  const socket = new EventEmitter()
  const told: [event: string, payload: unknown][] = []
  hear(socket as unknown as Parameters<typeof hear>[0], (event, payload) => told.push([event, payload]))
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return { socket, told, warn }
}

const BOB = { id: 'b0b', name: 'Bob' }
const LIST = { userList: ['b0b'], users: [{ ...BOB, busy: false }], total: 1, rooms: [] }
const CAME = { message: 'Bob came in.', about: { what: 'came', names: ['Bob'], others: 0 } }
const CHAT = { message: 'hello', author: 'Bob', from: 'b0b', at: 1 }

test.each([
  ['welcome', [BOB], 'welcome', BOB],
  ['join', ['standup', BOB], 'peer-joined', BOB],
  ['left', [{ ...BOB, lost: true }], 'peer-left', { ...BOB, lost: true }],
  ['renamed', [BOB], 'peer-renamed', BOB],
  [
    'signal',
    [{ from: 'b0b', candidate: { candidate: 'a' } }],
    'signal',
    { from: 'b0b', candidate: { candidate: 'a' } },
  ],
  ['locked', [{ locked: true, by: BOB }], 'locked', { locked: true, by: BOB }],
  ['updateUserlist', [LIST], 'people', LIST],
  ['call', [{ from: BOB, room: 'r', audioOnly: true }], 'call', { from: BOB, room: 'r', audioOnly: true }],
  ['refuse', [{ from: 'b0b', reason: 'busy' }], 'refused', { from: 'b0b', reason: 'busy' }],
  ['disconnectPeer', [{ from: 'b0b' }], 'called-off', { from: 'b0b' }],
  ['announce', [CAME], 'announcement', CAME],
  ['announce', [{ message: 'Good morning.' }], 'announcement', { message: 'Good morning.' }],
  ['message', [CHAT], 'chat', CHAT],
])('"%s" is told in the page’s terms, and garbage is left out', (event, args, toldAs, payload) => {
  const { socket, told, warn } = start()
  socket.emit(event, ...args)
  expect(told).toEqual([[toldAs, payload]])
  for (const garbage of [undefined, null, 7, 'text', [], {}]) socket.emit(event, garbage, garbage)
  expect(told).toHaveLength(1)
  // A "message" may be anything, and be meant for another client.
  expect(warn).toHaveBeenCalledTimes(event === 'message' ? 0 : 6)
})
