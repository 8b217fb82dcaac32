import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type Joined, JoinReply } from '../../common/protocol.js'
import { IncomingCall } from '../../common/ring.js'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { call, expectFree, lobby, ringing } from '../helpers/callers.js'
import { newSession, page } from '../helpers/host.js'

expectNothingUnforeseen()

const BUSY = { ok: false, code: 'busy', message: expect.any(String) }
const NOBODY = { ok: false, code: 'no-such-peer', message: expect.any(String) }

describe('a call', () => {
  test.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('with audioOnly %s rings the callee alone, and the caller is in its room', async (audioOnly, told) => {
    const { ann, bob, cem } = await lobby()
    const reply = await call(ann, bob, audioOnly)
    expect(reply).toEqual({ ok: true, room: expect.any(String), id: ann.person.id, initiator: true, peers: [] })
    const { room } = v.parse(JoinReply, reply) as Joined
    const expected = { from: ann.person, room, audioOnly: told }
    expect(await bob.received()).toEqual([['call', expected]])
    expect(v.parse(IncomingCall, expected)).toEqual(expected)
    expect(await ann.received()).toEqual([['created', room, ann.person.id]])
    expect(await cem.received()).toEqual([])
  })

  test('is in a room of its own that nobody could guess', async () => {
    const { ann, bob, cem } = await lobby()
    const rooms = new Set<string>()
    for (const [caller, callee] of [
      [ann, bob],
      [ann, cem],
      [bob, ann],
    ] as const) {
      await call(caller, callee)
      const [{ room }] = await callee.next('call')
      expect(room).toMatch(/^call-[\w-]{22}$/)
      rooms.add(room)
      await caller.ask('leave')
      await callee.next('disconnectPeer')
    }
    expect(rooms.size).toBe(3)
  })

  test('is accepted by joining, and then nothing rings any more', async () => {
    const { ann, bob, cem, room } = await ringing()
    expect(await bob.join(room)).toMatchObject({ room, initiator: false, peers: [ann.person] })
    expect(await ann.received()).toEqual([
      ['join', room, bob.person],
      ['ready', room],
    ])
    expect(await bob.received()).toEqual([
      ['joined', room, bob.person.id],
      ['ready', room],
    ])
    await ann.ask('leave')
    expect(await bob.received()).toEqual([
      ['left', ann.person],
      ['bye', room],
    ])
    await expectFree(cem, bob)
  })

  test('takes the caller out of the room they were in', async () => {
    const { host, ann, bob } = await lobby()
    const { dan } = await host.enter('standup', 'dan')
    await ann.join('standup')
    await dan.received()
    expect(await call(ann, bob)).toMatchObject({ ok: true, initiator: true })
    expect(await dan.received()).toEqual([
      ['left', ann.person],
      ['bye', 'standup'],
    ])
  })

  test('that is refused leaves both free', async () => {
    const { ann, bob, cem } = await ringing()
    expect(await bob.ask('refuse', { to: ann.person.id })).toEqual({ ok: true })
    expect(await ann.received()).toEqual([['refuse', { to: ann.person.id, from: bob.person.id }]])
    await expectFree(cem, bob)
    await cem.ask('leave')
    await expectFree(bob, ann)
  })

  test('that somebody else refuses or calls off rings on', async () => {
    const { ann, bob, cem } = await ringing()
    await cem.ask('refuse', { to: ann.person.id })
    await cem.ask('disconnectPeer', { to: bob.person.id })
    await bob.ask('refuse', { to: cem.person.id })
    await bob.ask('disconnectPeer', { to: bob.person.id })
    expect(await call(cem, bob)).toEqual(BUSY)
    expect(await call(cem, ann)).toEqual(BUSY)
  })
})

describe('two who ring each other', () => {
  test('are in one call: to ring whoever rings is to take their call', async () => {
    const { ann, bob, room } = await ringing()
    expect(await call(bob, ann)).toMatchObject({ ok: true, room, peers: [ann.person] })
    expect(await ann.received()).toEqual([
      ['join', room, bob.person],
      ['ready', room],
    ])
    await ann.ask('leave')
    await bob.ask('leave')
    await expectFree(bob, ann)
  })

  test('at once are so too, whoever comes first', async () => {
    const { ann, bob } = await lobby()
    for (let round = 0; round < 8; round++) {
      const replies = await Promise.all(round % 2 ? [call(ann, bob), call(bob, ann)] : [call(bob, ann), call(ann, bob)])
      const [first, second] = replies.map((reply) => v.parse(JoinReply, reply))
      if (!first?.ok || !second?.ok) throw new Error(JSON.stringify(replies))
      expect(first.room).toBe(second.room)
      await ann.ask('leave')
      await bob.ask('leave')
    }
    await expectFree(ann, bob)
  })
})

describe('busy is', () => {
  test('who is in company', async () => {
    const { host, ann, bob, cem } = await lobby()
    await bob.join('standup')
    await cem.join('standup')
    for (const callee of [bob, cem]) expect(await call(ann, callee)).toEqual(BUSY)
    for (const client of [bob, cem]) expect((await client.received()).map(([event]) => event)).not.toContain('call')
    await cem.ask('leave')
    await expectFree(await host.connect(page('dan')), bob)
  })

  test('who is rung, and who rings', async () => {
    const { ann, bob, cem } = await ringing()
    for (const callee of [ann, bob]) expect(await call(cem, callee)).toEqual(BUSY)
    for (const client of [ann, bob]) expect(await client.received()).toEqual([])
  })

  test('who is rung and wants to ring somebody else', async () => {
    const { bob, cem } = await ringing()
    expect(await call(bob, cem)).toEqual(BUSY)
    expect(await cem.received()).toEqual([])
  })

  test('a callee who enters another room instead', async () => {
    const { ann, bob, cem } = await ringing()
    await bob.join('standup')
    expect(await ann.received()).toEqual([['refuse', { from: bob.person.id, reason: 'busy' }]])
    await expectFree(cem, bob)
  })

  test('not who waits in a room alone', async () => {
    const { ann, bob } = await lobby()
    await bob.join('standup')
    await expectFree(ann, bob)
  })
})

describe('refused is a call', () => {
  test('to oneself or to nobody', async () => {
    const { ann, bob, cem } = await lobby()
    await cem.join('standup')
    await ann.join('standup')
    for (const client of [ann, bob, cem]) await client.received()
    for (const to of [ann.person.id, ann.id, 'nobody', newSession(), 'standup', 'lobby', '__proto__']) {
      expect(await ann.ask('call', { to })).toEqual(NOBODY)
    }
    for (const client of [ann, bob, cem]) expect(await client.received()).toEqual([])
    expect(await ann.join('standup')).toMatchObject({ peers: [cem.person] })
  })

  test.each([undefined, null, 'bob', {}, { to: '' }, { to: 5 }, { to: 'x'.repeat(65) }, { to: ['x'] }])(
    'with the payload %j',
    async (payload) => {
      const { ann } = await lobby()
      expect(await ann.ask('call', payload)).toMatchObject({ ok: false, code: 'bad-request' })
    },
  )

  test('whose audioOnly is no yes or no', async () => {
    const { ann, bob } = await lobby()
    for (const audioOnly of [null, 'yes', 1]) {
      expect(await ann.ask('call', { to: bob.person.id, audioOnly })).toMatchObject({ code: 'bad-request' })
    }
    expect(await bob.received()).toEqual([])
  })

  test('by someone who floods others with them', async () => {
    const { ann, bob, cem } = await lobby()
    const calls = Array.from({ length: 30 }, (_, index) => call(ann, index % 2 ? bob : cem))
    const passed = (await Promise.all(calls)).findIndex((reply) => !reply.ok && reply.code === 'too-fast')
    expect(passed).toBe(20)
    await ann.ask('leave')
    expect(await call(bob, cem)).toMatchObject({ ok: true })
  })
})
