import { describe, expect, test } from 'vitest'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { call, expectFree, lobby, type People, reload, ringing } from '../helpers/callers.js'
import { type Client, close, lose, page } from '../helpers/host.js'
import { PollingSession } from '../helpers/http.js'

expectNothingUnforeseen()

test('a call that nobody takes ends for both', async () => {
  const { ann, bob, cem } = await lobby({ ringMs: 20 })
  await call(ann, bob)
  expect(await ann.next('refuse')).toEqual([{ from: bob.person.id, reason: 'no-answer' }])
  expect(await bob.next('disconnectPeer')).toEqual([{ from: ann.person.id, reason: 'no-answer' }])
  await bob.next('call')
  await expectFree(cem, bob)
})

test('a tag of the caller is handed on to the callee alone, and another that is none is refused', async () => {
  const { ann, bob, cem } = await lobby()
  const tag = 't'.repeat(22)
  expect(await ann.ask('call', { to: bob.person.id, tag: 'x' })).toMatchObject({ code: 'bad-request' })
  expect(await ann.ask('call', { to: bob.person.id, tag })).toMatchObject({ ok: true })
  expect(await bob.next('call')).toMatchObject([{ from: ann.person, tag }])
  expect(JSON.stringify(await cem.listWhere(({ users }) => users.some(({ busy }) => busy)))).not.toContain(tag)
})

describe('a call is called off', () => {
  test.each<[string, (ann: Client, people: People) => unknown]>([
    ['by disconnectPeer', (ann, { bob }) => ann.ask('disconnectPeer', { to: bob.person.id })],
    ['when the caller leaves', (ann) => ann.ask('leave')],
    ['when the caller enters another room', (ann) => ann.join('standup')],
    ['when the caller calls somebody else', (ann, { cem }) => call(ann, cem)],
    ['when the caller says goodbye', (ann) => close(ann)],
    ['when the caller loads the page anew', (ann, { host }) => reload(host, ann)],
  ])('%s', async (_how, callOff) => {
    const people = await ringing()
    const { host, ann, bob } = people
    const { id } = ann.person
    await callOff(ann, people)
    expect(await bob.next('disconnectPeer')).toMatchObject([{ from: id }])
    expect(await bob.received()).toEqual([])
    await expectFree(await host.connect(page('dan')), bob)
  })

  test('when the caller is lost for good', async () => {
    const { ann, bob, cem } = await ringing({ graceMs: 20 })
    await lose(ann)
    expect(await bob.next('disconnectPeer')).toMatchObject([{ from: ann.person.id }])
    await expectFree(cem, bob)
  })

  test('when the caller is lost for a while, though their seat is kept', async () => {
    const { ann, bob, cem } = await ringing({ callerGraceMs: 20 })
    await lose(ann)
    expect(await bob.next('disconnectPeer')).toEqual([{ from: ann.person.id, reason: 'gone' }])
    await expectFree(cem, bob)
    await ann.connect()
    expect((await ann.received()).map(([event]) => event)).toContain('refuse')
  })

  test('but rings on when the caller returns in time', async () => {
    const { ann, bob, cem, room } = await ringing()
    await lose(ann)
    await ann.connect()
    expect(await call(cem, bob)).toMatchObject({ code: 'busy' })
    expect(await bob.join(room)).toMatchObject({ peers: [ann.person] })
  })
})

describe('a callee', () => {
  test('who was lost for a moment is rung again', async () => {
    const { ann, bob, room } = await ringing()
    await lose(bob)
    await bob.connect()
    expect(await bob.received()).toEqual([['call', { from: ann.person, room, audioOnly: false }]])
    expect(await ann.received()).toEqual([])
  })

  test('who loads the page anew is rung again', async () => {
    const { host, ann, bob, room } = await ringing()
    const again = await reload(host, bob)
    expect(again.person).toEqual(bob.person)
    expect(await again.received()).toEqual([['call', { from: ann.person, room, audioOnly: false }]])
    await again.join(room)
    expect((await ann.received()).map(([event]) => event)).toEqual(['join', 'ready'])
  })

  test('who closes the page and opens it again is rung again', async () => {
    const { host, ann, bob, room } = await ringing()
    await close(bob)
    const again = await reload(host, bob)
    expect(await again.received()).toEqual([['call', { from: ann.person, room, audioOnly: false }]])
  })

  test('who is away when called is rung once on return', async () => {
    const { ann, bob } = await lobby()
    await lose(bob)
    expect(await call(ann, bob, true)).toMatchObject({ ok: true })
    await bob.connect()
    expect(await bob.received()).toEqual([
      ['call', { from: ann.person, room: expect.stringMatching(/^call-/), audioOnly: true }],
    ])
  })

  test('for whom a call was called off while away is not rung on return', async () => {
    const { ann, bob, cem } = await ringing()
    await lose(bob)
    await ann.ask('leave')
    await bob.connect()
    expect((await bob.received()).map(([event]) => event)).toEqual(['disconnectPeer'])
    await expectFree(cem, bob)
  })

  test.each([
    ['is lost for good', (bob: Client) => lose(bob)],
    ['has closed the page', (bob: Client) => close(bob)],
  ])('who %s is gone', async (_how, go) => {
    const { ann, bob, cem } = await ringing({ graceMs: 20 })
    await go(bob)
    expect(await ann.next('refuse')).toEqual([{ from: bob.person.id, reason: 'gone' }])
    await expectFree(cem, ann)
  })

  test('without a session is gone at once', async () => {
    const { host, ann } = await lobby()
    const guest = await host.connect()
    const { id } = guest.person
    await call(ann, guest)
    guest.socket.disconnect()
    expect(await ann.next('refuse')).toEqual([{ from: id, reason: 'gone' }])
  })
})

/** What one packet of Engine.IO is to be read at once with others. */
const event = (...packet: unknown[]) => `42${JSON.stringify(packet)}`

test.each([
  ['leaves', () => event('leave')],
  ['calls off', (to: string) => event('disconnectPeer', { to })],
  ['says goodbye', () => '41'],
])('a caller who %s in the same breath rings nobody', async (_how, packet) => {
  const { host, ann, bob } = await lobby()
  const session = await PollingSession.open(host.port)
  await session.send('40{"name":"dan"}')
  await session.receive()
  await session.send(event('call', { to: bob.person.id }), packet(bob.person.id))
  expect((await bob.received()).map(([name]) => name)).toEqual(['call', 'disconnectPeer'])
  await expectFree(ann, bob)
})
