import { EventEmitter } from 'node:events'
import type { Socket } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { signaling } from '../../../../../common/contract/signaling.js'
import { hear } from '../../../../../renderer/call/signaling/events.js'

/** A socket that the test speaks from, and what the page is told of it. */
function start() {
  const socket = new EventEmitter()
  const told: [event: string, payload: unknown][] = []
  hear(socket as unknown as Socket, signaling.events, (event, payload) => told.push([event, payload]))
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return { socket, told, warn }
}

const BOB = { id: 'b0b', name: 'Bob' }
const LIST = { userList: ['b0b'], users: [{ ...BOB, busy: false }], total: 1, rooms: [] }
const CAME = { message: 'Bob came in.', about: { what: 'came', names: ['Bob'], others: 0 } }
const CHAT = { message: 'hello', author: 'Bob', from: 'b0b', at: 1 }

test.each([
  ['welcome', [BOB], BOB],
  ['join', ['standup', BOB], BOB],
  ['left', [{ ...BOB, lost: true }], { ...BOB, lost: true }],
  ['renamed', [BOB], BOB],
  ['signal', [{ from: 'b0b', candidate: { candidate: 'a' } }], { from: 'b0b', candidate: { candidate: 'a' } }],
  ['locked', [{ locked: true, by: BOB }], { locked: true, by: BOB }],
  ['updateUserlist', [LIST], LIST],
  ['call', [{ from: BOB, room: 'r', audioOnly: true }], { from: BOB, room: 'r', audioOnly: true }],
  ['refuse', [{ from: 'b0b', reason: 'busy' }], { from: 'b0b', reason: 'busy' }],
  ['disconnectPeer', [{ from: 'b0b' }], { from: 'b0b' }],
  ['announce', [CAME], CAME],
  ['announce', [{ message: 'Good morning.' }], { message: 'Good morning.' }],
  ['message', [CHAT], CHAT],
])('"%s" is told, and garbage is left out', (event, args, payload) => {
  const { socket, told, warn } = start()
  socket.emit(event, ...args)
  expect(told).toEqual([[event, payload]])
  for (const garbage of [undefined, null, 7, 'text', [], {}]) socket.emit(event, garbage, garbage)
  expect(told).toHaveLength(1)
  // A "message" may be anything, and be meant for another client.
  expect(warn).toHaveBeenCalledTimes(event === 'message' ? 0 : 6)
})

test('what carries no payload is told whatever comes along', () => {
  const { socket, told } = start()
  socket.emit('removed')
  socket.emit('closing', 'now')
  expect(told).toEqual([
    ['removed', undefined],
    ['closing', undefined],
  ])
})

test('what stands in no row is not heard', () => {
  const { socket, told, warn } = start()
  for (const event of ['ready', 'joined', 'toString']) socket.emit(event, BOB)
  expect(told).toEqual([])
  expect(warn).not.toHaveBeenCalled()
})
