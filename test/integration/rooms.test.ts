import { expect, test, vi } from 'vitest'
import { CAPACITY } from '../../common/limits.js'
import { type Client, startHost, type TestHost } from '../helpers/host.js'

const lan = vi.hoisted(() => ({ addresses: ['192.168.1.5', '10.0.0.7', '172.17.0.1'] }))
vi.mock('../../main/lan/address.js', async (original) => ({
  ...(await original<typeof import('../../main/lan/address.js')>()),
  rankAddresses: () => lan.addresses.map((address) => ({ address, interface: 'eth0', reasons: [] })),
}))

const as = (name: string) => ({ auth: { name } })
const offer = { description: { type: 'offer', sdp: 'v=0\r\n' } }
const NOWHERE = { ok: false, code: 'not-in-room', message: expect.any(String) }
const NOBODY = { ok: false, code: 'no-such-peer', message: expect.any(String) }

/** A host with two people in "standup" and a third who is connected but in no room. */
async function standup(): Promise<{ host: TestHost; ann: Client; bob: Client; eve: Client }> {
  const host = await startHost()
  const { ann, bob } = await host.enter('standup', 'ann', 'bob')
  return { host, ann, bob, eve: await host.connect(as('eve')) }
}

test('the first to come creates the room', async () => {
  const host = await startHost()
  const ann = await host.connect(as('ann'))
  expect(await ann.ask('create or join', 'standup')).toEqual({
    ok: true,
    room: 'standup',
    id: ann.id,
    initiator: true,
    peers: [],
  })
  expect(await ann.received()).toEqual([['created', 'standup', ann.id]])
})

test('the second joins: join to those inside, joined to the caller, ready to both', async () => {
  const host = await startHost()
  const ann = await host.connect(as('ann'))
  const bob = await host.connect(as('bob'))
  await ann.join('standup')
  await ann.received()
  expect(await bob.ask('create or join', 'standup')).toEqual({
    ok: true,
    room: 'standup',
    id: bob.id,
    initiator: false,
    peers: [{ id: ann.id, name: 'ann' }],
  })
  expect(await bob.received()).toEqual([
    ['joined', 'standup', bob.id],
    ['ready', 'standup'],
  ])
  expect(await ann.received()).toEqual([
    ['join', 'standup', { id: bob.id, name: 'bob' }],
    ['ready', 'standup'],
  ])
})

test("a client without acknowledgements, such as the codelab's, gets the same events", async () => {
  const host = await startHost()
  const ann = await host.connect()
  const bob = await host.connect()
  ann.tell('create or join', 'standup')
  expect(await ann.received()).toEqual([['created', 'standup', ann.id]])
  bob.tell('create or join', 'standup')
  expect(await bob.received()).toEqual([
    ['joined', 'standup', bob.id],
    ['ready', 'standup'],
  ])
})

test('the third finds it full and stays where they are', async () => {
  const { ann, bob, eve } = await standup()
  await eve.join('elsewhere')
  await eve.received()
  expect(await eve.ask('create or join', 'standup')).toEqual({
    ok: false,
    code: 'room-full',
    message: expect.stringContaining('standup'),
  })
  expect(await eve.received()).toEqual([['full', 'standup']])
  expect(await ann.received()).toEqual([])
  expect(await bob.received()).toEqual([])

  await eve.join('elsewhere')
  expect(await eve.received()).toEqual([])
})

test('a room of capacity 3 takes three', async () => {
  const host = await startHost({ capacity: 3 })
  const { ann, bob, cem } = await host.enterAsPages('standup', 'ann', 'bob', 'cem')
  const eve = await host.connect(as('eve'))
  expect(await eve.ask('create or join', 'standup')).toMatchObject({ ok: false, code: 'room-full' })
  await ann.ask('leave')
  expect(await bob.received()).toEqual(await cem.received())

  expect(await eve.join('standup')).toMatchObject({
    initiator: false,
    peers: [
      { id: bob.person.id, name: 'bob' },
      { id: cem.person.id, name: 'cem' },
    ],
  })
  for (const inside of [bob, cem]) {
    expect(await inside.received()).toEqual([
      ['join', 'standup', { id: eve.id, name: 'eve' }],
      ['ready', 'standup'],
    ])
  }
  expect(await ann.received()).toEqual([])
})

test('a room that a client of a tutorial makes holds two, whatever the host allows', async () => {
  const host = await startHost({ capacity: CAPACITY.max })
  const { ann } = await host.enter('standup', 'ann')
  await host.enterAsPages('standup', 'bob')
  const cem = await host.connect(as('cem'))
  expect(await cem.ask('create or join', 'standup')).toMatchObject({ ok: false, code: 'room-full' })
  expect(await cem.next('full')).toEqual(['standup'])
  expect(await ann.ask('leave')).toEqual({ ok: true })
})

test('a room of the largest capacity takes that many and no more', async () => {
  const host = await startHost({ capacity: CAPACITY.max })
  const names = Array.from({ length: CAPACITY.max }, (_, index) => `guest ${index}`)
  await host.enterAsPages('standup', ...names)
  const late = await host.connect()
  expect(await late.ask('create or join', 'standup')).toMatchObject({ code: 'room-full' })
})

test('leave tells those who stay, left before bye, and frees the place', async () => {
  const { ann, bob, eve } = await standup()
  expect(await ann.ask('leave')).toEqual({ ok: true })
  expect(await bob.received()).toEqual([
    ['left', { id: ann.id, name: 'ann' }],
    ['bye', 'standup'],
  ])
  expect(await ann.received()).toEqual([])
  expect(await eve.join('standup')).toMatchObject({ initiator: false, peers: [{ name: 'bob' }] })
})

test('leaving twice, or without being in a room, is harmless', async () => {
  const { ann, bob, eve } = await standup()
  expect(await eve.ask('leave')).toEqual({ ok: true })
  await ann.ask('leave')
  await bob.received()
  expect(await ann.ask('leave')).toEqual({ ok: true })
  expect(await bob.received()).toEqual([])
})

test('disconnecting is leaving', async () => {
  const { ann, bob } = await standup()
  const { id } = ann
  ann.socket.disconnect()
  expect(await bob.next('left')).toEqual([{ id, name: 'ann', closed: true }])
  expect(await bob.next('bye')).toEqual(['standup'])
})

test('the last to leave ends the room, so the next one creates it', async () => {
  const { ann, bob, eve } = await standup()
  await ann.ask('leave')
  await bob.ask('leave')
  expect(await eve.join('standup')).toMatchObject({ initiator: true, peers: [] })
  expect(await eve.received()).toEqual([['created', 'standup', eve.id]])
})

test('joining another room leaves the first', async () => {
  const { ann, bob, eve } = await standup()
  await eve.join('retro')
  await eve.received()
  expect(await ann.join('retro')).toMatchObject({ room: 'retro', initiator: false, peers: [{ name: 'eve' }] })
  expect(await bob.received()).toEqual([
    ['left', { id: ann.id, name: 'ann' }],
    ['bye', 'standup'],
  ])
  expect(await ann.received()).toEqual([
    ['joined', 'retro', ann.id],
    ['ready', 'retro'],
  ])
  await ann.ask('message', 'to retro')
  expect(await bob.received()).toEqual([])
  expect((await eve.received()).at(-1)).toEqual(['message', 'to retro'])
})

test('joining the room one is in is harmless', async () => {
  const { ann, bob } = await standup()
  const reply = { ok: true, room: 'standup', initiator: false }
  expect(await ann.ask('create or join', 'standup')).toEqual({
    ...reply,
    id: ann.id,
    peers: [{ id: bob.id, name: 'bob' }],
  })
  expect(await bob.ask('create or join', 'STANDUP')).toEqual({
    ...reply,
    id: bob.id,
    peers: [{ id: ann.id, name: 'ann' }],
  })
  expect(await ann.received()).toEqual([])
  expect(await bob.received()).toEqual([])
})

test('names that differ in case or surrounding spaces are one room, as first written', async () => {
  const host = await startHost()
  const ann = await host.connect(as('ann'))
  const bob = await host.connect(as('bob'))
  const eve = await host.connect(as('eve'))
  await ann.join('  Летучка ')
  expect(await bob.join('ЛЕТУЧКА')).toMatchObject({ room: 'Летучка', peers: [{ name: 'ann' }] })
  expect(await bob.received()).toEqual([
    ['joined', 'Летучка', bob.id],
    ['ready', 'Летучка'],
  ])
  expect(await eve.ask('create or join', 'летучка')).toMatchObject({ code: 'room-full' })
})

test.each([
  ['text', 'got user media'],
  ['an object', { type: 'offer', sdp: 'v=0' }],
  ['null', null],
  ['false', false],
  ['zero', 0],
  ['empty text', ''],
  ['an own __proto__', JSON.parse('{"__proto__":{"a":1},"toString":"x"}')],
  ['an array', [1, [2, [3]]]],
])('message hands %s to the others in the room as it is', async (_what, value) => {
  const { ann, bob, eve } = await standup()
  expect(await ann.ask('message', value)).toEqual({ ok: true })
  const [received] = await bob.received()
  expect(received).toStrictEqual(['message', value])
  expect(JSON.stringify(received?.[1])).toBe(JSON.stringify(value))
  expect(await ann.received()).toEqual([])
  expect(await eve.received()).toEqual([])
})

test('message reaches everyone else in a larger room, in order', async () => {
  const host = await startHost({ capacity: 3 })
  const { ann, bob, cem } = await host.enterAsPages('standup', 'ann', 'bob', 'cem')
  for (let index = 0; index < 50; index++) ann.tell('message', index)
  await ann.roundTrip()
  const expected = Array.from({ length: 50 }, (_, index) => ['message', index])
  expect(await bob.received()).toEqual(expected)
  expect(await cem.received()).toEqual(expected)
})

test('without a room there is no message and no signal', async () => {
  const { ann, bob, eve } = await standup()
  expect(await eve.ask('message', 'hello')).toEqual(NOWHERE)
  expect(await eve.ask('signal', { to: ann.id, ...offer })).toEqual(NOBODY)
  expect(await ann.ask('signal', { to: eve.id, ...offer })).toEqual(NOBODY)
  for (const client of [ann, bob, eve]) expect(await client.received()).toEqual([])
})

test('signal reaches that peer alone, with the true sender', async () => {
  const host = await startHost({ capacity: 3 })
  const { ann, bob, cem } = await host.enterAsPages('standup', 'ann', 'bob', 'cem')
  const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }
  expect(await ann.ask('signal', { to: bob.person.id, ...offer })).toEqual({ ok: true })
  expect(await ann.ask('signal', { to: bob.person.id, candidate })).toEqual({ ok: true })
  expect(await bob.received()).toEqual([
    ['signal', { from: ann.person.id, ...offer }],
    ['signal', { from: ann.person.id, candidate }],
  ])
  expect(await cem.received()).toEqual([])
  expect(await ann.received()).toEqual([])
})

test('a signal cannot claim to be from someone else', async () => {
  const host = await startHost({ capacity: 3 })
  const { ann, bob, cem } = await host.enterAsPages('standup', 'ann', 'bob', 'cem')
  await cem.ask('signal', { to: bob.person.id, from: ann.person.id, ...offer })
  await cem.ask(
    'signal',
    JSON.parse(`{"to":"${bob.person.id}","__proto__":{"from":"x"},"description":{"type":"offer"}}`),
  )
  expect(await bob.received()).toEqual([
    ['signal', { from: cem.person.id, ...offer }],
    ['signal', { from: cem.person.id, description: { type: 'offer' } }],
  ])
})

test('a signal to oneself or to one who has left goes nowhere', async () => {
  const { ann, bob } = await standup()
  expect(await ann.ask('signal', { to: ann.id, ...offer })).toEqual(NOBODY)
  await bob.ask('leave')
  await ann.received()
  expect(await ann.ask('signal', { to: bob.id, ...offer })).toEqual(NOBODY)
  expect(await bob.received()).toEqual([])
})

test('ipaddr gives one event for each LAN address, best first', async () => {
  const host = await startHost({ address: '0.0.0.0' })
  const ann = await host.connect()
  expect(await ann.ask('ipaddr')).toEqual({ ok: true })
  expect(await ann.received()).toEqual(lan.addresses.map((address) => ['ipaddr', address]))
})

test('ipaddr of a host that only this machine can reach gives none', async () => {
  const host = await startHost({ address: '127.0.0.1' })
  const ann = await host.connect()
  expect(await ann.ask('ipaddr')).toEqual({ ok: true })
  expect(await ann.received()).toEqual([])
})

test('rename shows the new name to the others in the room, now and later', async () => {
  const { ann, bob, eve } = await standup()
  expect(await ann.ask('rename', { name: '  Анна ' })).toEqual({ ok: true })
  expect(await bob.received()).toEqual([['renamed', { id: ann.id, name: 'Анна' }]])
  expect(await ann.received()).toEqual([])
  expect(await eve.received()).toEqual([])
  expect(await bob.join('standup')).toMatchObject({ peers: [{ name: 'Анна' }] })
  await ann.ask('leave')
  expect(await bob.next('left')).toEqual([{ id: ann.id, name: 'Анна' }])
})

test.each(['', '   ', '\u200b'])('the name %j makes one a Guest', async (name) => {
  const { host, ann, bob } = await standup()
  await ann.ask('rename', { name })
  expect(await bob.received()).toEqual([['renamed', { id: ann.id, name: 'Guest' }]])
  const { cem } = await host.enter('retro', 'cem')
  const nameless = await host.connect({ auth: { name } })
  await nameless.join('retro')
  expect(await cem.next('join')).toEqual(['retro', { id: nameless.id, name: 'Guest' }])
})

test("log speaks only to the client itself, and only about the client's own requests", async () => {
  const host = await startHost({ capacity: 3 })
  const ann = await host.connect(as('ann'))
  const bob = await host.connect(as('bob'))
  await ann.join('standup')
  const created = await ann.logged()
  await bob.join('standup')
  const joined = await bob.logged()
  expect(created.length).toBeGreaterThan(0)
  expect(joined.length).toBeGreaterThan(0)
  for (const line of [...created, ...joined]) {
    expect(line).toEqual(['Message from server:', expect.stringContaining('standup')])
  }
  await bob.ask('message', 'hello')
  await bob.ask('signal', { to: ann.id, ...offer })
  await bob.ask('rename', { name: 'Bob' })
  await bob.ask('leave')
  expect(await ann.logged()).toEqual([])
})

test('a refusal without an acknowledgement goes to log, with one it does not', async () => {
  const { eve, ann } = await standup()
  eve.tell('message', 'hello')
  eve.tell('no such event')
  expect(await eve.logged()).toEqual([
    ['Message from server:', expect.stringContaining('room')],
    ['Message from server:', expect.stringContaining('no such event')],
  ])
  await eve.ask('message', 'hello')
  expect(await eve.logged()).toEqual([])
  expect(await ann.logged()).toEqual([])
})

test('one page on two sockets without a session is two people', async () => {
  const host = await startHost()
  const { ann, bob } = await host.enter('standup', 'ann', 'bob')
  expect(ann.id).not.toBe(bob.id)
  const eve = await host.connect(as('ann'))
  expect(await eve.ask('create or join', 'standup')).toMatchObject({ code: 'room-full' })
})

test('rooms of two at once never hear each other, however hard they try', async () => {
  const ROUNDS = 40
  const host = await startHost()
  const pairs: Client[][] = []
  for (const room of ['red', 'green', 'blue', 'yellow']) {
    pairs.push(Object.values(await host.enter(room, `${room} 1`, `${room} 2`)))
  }
  const everyone = pairs.flat()
  const replies = everyone.flatMap((client) =>
    Array.from({ length: ROUNDS }).flatMap((_, round) => [
      client.ask('message', { by: client.id, round }).then((reply) => reply.ok),
      ...everyone.map(async (target) => {
        const signal = { to: target.id, candidate: { candidate: `${client.id} ${round}` } }
        const { ok } = await client.ask('signal', signal)
        const isMate = pairs.some((pair) => pair.includes(client) && pair.includes(target)) && client !== target
        return ok === isMate
      }),
    ]),
  )
  expect(new Set(await Promise.all(replies))).toEqual(new Set([true]))

  for (const [first, second] of pairs as [Client, Client][]) {
    for (const [client, mate] of [
      [first, second],
      [second, first],
    ] as const) {
      expect(await client.received()).toEqual(
        Array.from({ length: ROUNDS }).flatMap((_, round) => [
          ['message', { by: mate.id, round }],
          ['signal', { from: mate.id, candidate: { candidate: `${mate.id} ${round}` } }],
        ]),
      )
    }
  }
})
