import { beforeEach, expect, test, vi } from 'vitest'
import { Emitter } from '../../../../common/emitter.js'
import type { UserList } from '../../../../common/protocol.js'
import type { Signaling, SignalingEvents } from '../../../../renderer/call/signaling/signaling.js'
import { speak } from '../../../../renderer/state/language.js'
import { Lobby } from '../../../../renderer/state/lobby.js'

const listOf = (...names: string[]): UserList => ({
  userList: names,
  users: names.map((name) => ({ id: name, name, busy: false })),
  total: names.length,
  rooms: [],
})
const left = (...names: string[]) => ({
  message: 'Someone left.',
  about: { what: 'left' as const, names, others: 0 },
})

class FakeHost extends Emitter<SignalingEvents> {
  tell = this.emit
}

let host: FakeHost
let lobby: Lobby

beforeEach(async () => {
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('document', { hasFocus: () => true })
  await speak('en', [])
  host = new FakeHost()
  lobby = new Lobby(() => Promise.resolve(host as unknown as Signaling))
  lobby.listenTo(host as unknown as Signaling, () => true)
  host.tell('welcome', { id: 'Ann', name: 'Ann' })
  host.tell('updateUserlist', listOf('Ann', 'Bob'))
})

const notes = () => lobby.chat.entries.value.map(({ text }) => text)

test('of those who are on the list nobody is said to have left, be it that their call has just ended', () => {
  host.tell('announce', left('Bob'))
  expect(notes()).toEqual([])
  host.tell('announce', left('Bob', 'Cem'))
  expect(notes()).toEqual(['Cem left.'])
})

test('whoever is off the host is said to have left', () => {
  host.tell('updateUserlist', listOf('Ann'))
  host.tell('announce', left('Bob'))
  expect(notes()).toEqual(['Bob left.'])
})

test('a host’s first list can be waited for, and asked for afterwards', async () => {
  expect(await lobby.firstList(host as unknown as Signaling)).toEqual(listOf('Ann', 'Bob'))
})
