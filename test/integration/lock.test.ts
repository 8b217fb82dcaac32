import { expect, test } from 'vitest'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { lose, newSession, page, startHost } from '../helpers/host.js'

expectNothingUnforeseen()

test('a locked room takes nobody new, and everyone is told', async () => {
  const host = await startHost({ capacity: 3 })
  const { ann, bob } = await host.enterAsPages('standup', 'ann', 'bob')
  const cem = await host.connect({ auth: { name: 'Cem' } })
  expect(await bob.ask('lock', { locked: true })).toEqual({ ok: true })
  for (const member of [ann, bob]) expect(await member.next('locked')).toEqual([{ locked: true, by: bob.person }])

  expect(await cem.ask('create or join', 'Standup')).toMatchObject({ ok: false, code: 'room-locked' })
  expect(await cem.next('full')).toEqual(['Standup'])
  const list = await cem.listWhere(({ rooms }) => rooms[0]?.locked === true)
  expect(list.rooms).toEqual([{ name: 'standup', members: 2, capacity: 3, locked: true }])
  expect(await ann.received()).toEqual([])

  expect(await ann.ask('lock', { locked: false })).toEqual({ ok: true })
  expect(await bob.next('locked')).toEqual([{ locked: false, by: ann.person }])
  expect((await cem.join('standup')).peers).toHaveLength(2)
})

test('whoever was inside comes back, even when their place was given up meanwhile', async () => {
  const host = await startHost({ graceMs: 20 })
  const ann = await host.connect(page('Ann'))
  const session = newSession()
  const bob = await host.connect(page('Bob', session))
  await ann.join('standup')
  await bob.join('standup')
  await ann.ask('lock', { locked: true })
  await lose(bob)
  expect(await ann.next('left')).toMatchObject([{ lost: true }])
  await bob.connect()
  expect(await bob.join('standup')).toMatchObject({ locked: true, peers: [ann.person] })
})

test('locking twice is told once', async () => {
  const host = await startHost()
  const { ann } = await host.enter('standup', 'ann')
  for (let times = 0; times < 2; times++) expect(await ann.ask('lock', { locked: true })).toEqual({ ok: true })
  expect(await ann.received()).toEqual([['locked', { locked: true, by: ann.person }]])
})

test('only those inside may lock, and with nothing but yes or no', async () => {
  const host = await startHost()
  const { ann } = await host.enter('standup', 'ann')
  const bob = await host.connect()
  expect(await bob.ask('lock', { locked: true })).toMatchObject({ ok: false, code: 'not-in-room' })
  for (const payload of [undefined, true, {}, { locked: 'yes' }]) {
    expect(await ann.ask('lock', payload)).toMatchObject({ ok: false, code: 'bad-request' })
  }
  expect((await bob.join('standup')).peers).toHaveLength(1)
})
