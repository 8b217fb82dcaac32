import { expect, test } from 'vitest'
import { Bans } from '../../../../main/host/bans.js'
import { idOf, Person } from '../../../../main/host/person.js'

const SESSION = { mallory: 'mallory'.padEnd(22, '0'), ann: 'ann'.padEnd(22, '0'), new: 'new'.padEnd(22, '0') }

function personAt(address: string, session: string): Person {
  const person = new Person(idOf(session))
  person.address = address
  return person
}

function bansOf(address: string): Bans {
  const bans = new Bans()
  bans.add(personAt(address, SESSION.mallory), [personAt(address, SESSION.ann)])
  return bans
}

test('who was removed is kept out by their session, from wherever they come', () => {
  const bans = bansOf('192.168.1.5')
  expect([SESSION.mallory, SESSION.ann, undefined].map((session) => bans.hasSession(session))).toEqual([
    ...[true, false, false],
  ])
})

test('so is everyone new from their address, with a session or without', () => {
  const bans = bansOf('192.168.1.5')
  const from = (address: string) => [SESSION.new, undefined].map((session) => bans.hasAddress(address, session))
  expect(from('192.168.1.5')).toEqual([true, true])
  expect(from('::ffff:192.168.1.5')).toEqual([true, true])
  expect(from('192.168.1.6')).toEqual([false, false])
})

test('who was on the host then may come back', () => {
  expect(bansOf('192.168.1.5').hasAddress('192.168.1.5', SESSION.ann)).toBe(false)
})

test('nobody is kept out for an address of this machine', () => {
  for (const address of ['127.0.0.1', '::1']) expect(bansOf(address).hasAddress(address, SESSION.new)).toBe(false)
})

test('opened to all addresses it keeps out those who were removed', () => {
  const bans = bansOf('192.168.1.5')
  bans.openAddresses()
  expect(bans.hasAddress('192.168.1.5', SESSION.new)).toBe(false)
  expect(bans.hasSession(SESSION.mallory)).toBe(true)
})
