import { expect, test } from 'vitest'
import type { KeptOutUntil } from '../../../../common/control.js'
import { Bans } from '../../../../main/host/bans.js'
import { Person } from '../../../../main/host/person.js'

const ID = { mallory: 'id of mallory', ann: 'id of ann', new: 'id of someone new' }

function personAt(address: string, id: string): Person {
  const person = new Person(id)
  person.address = address
  return person
}

function bansOf(address: string, until: KeptOutUntil = 'new-passcode'): Bans {
  const bans = new Bans()
  bans.add(personAt(address, ID.mallory), until, [personAt(address, ID.ann)])
  return bans
}

test('who was removed is kept out, from wherever they come', () => {
  const bans = bansOf('192.168.1.5')
  expect([ID.mallory, ID.ann, undefined].map((id) => bans.has(id))).toEqual([...[true, false, false]])
})

test('so is everyone new from their address, with an id or without', () => {
  const bans = bansOf('192.168.1.5')
  const from = (address: string) => [ID.new, undefined].map((id) => bans.hasAddress(address, id))
  expect(from('192.168.1.5')).toEqual([true, true])
  expect(from('::ffff:192.168.1.5')).toEqual([true, true])
  expect(from('192.168.1.6')).toEqual([false, false])
})

test('so is everyone new from their network of IPv6, in which a device takes another address at will', () => {
  const bans = bansOf('2001:db8:0:1::5')
  expect(bans.hasAddress('2001:db8:0:1:aaaa::9', ID.new)).toBe(true)
  expect(bans.hasAddress('2001:db8:0:2::5', ID.new)).toBe(false)
})

test('who was on the host then may come back, also once the removal is heard of again with nobody there', () => {
  const bans = bansOf('192.168.1.5')
  expect(bans.hasAddress('192.168.1.5', ID.ann)).toBe(false)
  bans.hear({ id: ID.mallory, address: '192.168.1.5', until: 'new-passcode' }, [])
  expect(bans.hasAddress('192.168.1.5', ID.ann)).toBe(false)
})

test('who is removed later from the same address may not come back for having been there before', () => {
  const bans = bansOf('192.168.1.5')
  bans.add(personAt('192.168.1.5', ID.ann), 'new-passcode', [])
  expect(bans.has(ID.ann)).toBe(true)
})

test('nobody is kept out for an address of this machine', () => {
  for (const address of ['127.0.0.1', '::1']) expect(bansOf(address).hasAddress(address, ID.new)).toBe(false)
})

test('opened to all addresses it keeps out those who were removed', () => {
  const bans = bansOf('192.168.1.5')
  bans.openAddresses()
  expect(bans.hasAddress('192.168.1.5', ID.new)).toBe(false)
  expect(bans.has(ID.mallory)).toBe(true)
})

test('where the operator wants it, new people are kept out for as long as the host runs', () => {
  const bans = bansOf('192.168.1.5', 'restart')
  bans.add(personAt('192.168.1.5', 'id of eve'), 'new-passcode', [])
  bans.add(personAt('192.168.1.6', 'id of dan'), 'new-passcode', [])
  bans.openAddresses()
  const isKeptOut = (address: string) => bans.hasAddress(address, ID.new)
  expect(['192.168.1.5', '192.168.1.6'].map(isKeptOut)).toEqual([true, false])
})

test('what is told of it to others lets nobody new be kept out again once there was a new passcode', () => {
  const bans = bansOf('192.168.1.5')
  bans.openAddresses()
  const others = new Bans()
  for (const banned of bans.all) others.hear(banned, bans.knownBeside(banned))
  expect(others.has(ID.mallory)).toBe(true)
  expect(others.hasAddress('192.168.1.5', ID.new)).toBe(false)
})
