import { expect, test } from 'vitest'
import { LIMITS } from '../../common/limits.js'
import { type Client, lose, newSession, page, startHost, type TestHost } from '../helpers/host.js'

/** Longer than any test takes. */
const LONG_MS = 60_000

const candidate = (index: number) => ({ candidate: { candidate: `candidate:${index}` } })

/** Ann and Bob in "standup", each a page with a session. Their ids are the host's, not those of their sockets. */
async function standup(
  graceMs: number,
): Promise<{ host: TestHost; ann: Client; bob: Client; annId: string; bobId: string }> {
  const host = await startHost({ graceMs, capacity: 3 })
  const ann = await host.connect(page('ann'))
  const bob = await host.connect(page('bob'))
  const { id: annId } = await ann.join('standup')
  const { id: bobId } = await bob.join('standup')
  await ann.received()
  await bob.received()
  return { host, ann, bob, annId, bobId }
}

test('a lost connection keeps its place, and the return goes unnoticed', async () => {
  const { host, ann, bob, annId } = await standup(LONG_MS)
  const { cem } = await host.enter('standup', 'cem')
  await ann.received()
  await bob.received()
  await lose(ann)
  const late = await host.connect()
  expect(await late.ask('create or join', 'standup')).toMatchObject({ code: 'room-full' })
  expect(await cem.join('standup')).toMatchObject({ peers: [{ id: annId, name: 'ann' }, { name: 'bob' }] })

  await ann.connect()
  expect(await ann.received()).toEqual([])
  expect(await ann.join('standup')).toMatchObject({
    id: annId,
    initiator: false,
    peers: [{ name: 'bob' }, { name: 'cem' }],
  })
  await ann.ask('message', 'back again')
  expect(await bob.received()).toEqual([['message', 'back again']])
  expect(await cem.received()).toEqual([['message', 'back again']])
})

test('the id is the same on return, though the socket is another', async () => {
  const { ann, annId } = await standup(LONG_MS)
  const socketId = ann.id
  await lose(ann)
  await ann.connect()
  expect(ann.id).not.toBe(socketId)
  expect((await ann.join('standup')).id).toBe(annId)
})

test('what was sent meanwhile is delivered on return, in order', async () => {
  const { ann, bob, annId, bobId } = await standup(LONG_MS)
  await lose(ann)
  for (let index = 0; index < 20; index++) {
    expect(await bob.ask('signal', { to: annId, ...candidate(index) })).toEqual({ ok: true })
  }
  await bob.ask('message', 'and a word')
  await bob.ask('rename', { name: 'robert' })
  await bob.ask('leave')

  await ann.connect()
  expect(await ann.received()).toEqual([
    ...Array.from({ length: 20 }, (_, index) => ['signal', { from: bobId, ...candidate(index) }]),
    ['message', 'and a word'],
    ['renamed', { id: bobId, name: 'robert' }],
    ['left', { id: bobId, name: 'robert' }],
    ['bye', 'standup'],
  ])
  expect(await ann.received()).toEqual([])
})

test('what is kept for someone who is away has a limit, and the first of it arrives', async () => {
  const { ann, bob } = await standup(LONG_MS)
  await lose(ann)
  for (let index = 0; index < 1_000; index++) bob.tell('message', index)
  await bob.roundTrip()

  await ann.connect()
  const kept = await ann.received()
  expect(kept.length).toBeGreaterThan(100)
  expect(kept.length).toBeLessThan(1_000)
  expect(kept).toEqual(kept.map((_, index) => ['message', index]))
})

test('it has a limit in bytes too; who comes back is told that more was sent, and joins again as things stand', async () => {
  const { ann, bob, annId } = await standup(LONG_MS)
  const large = 'x'.repeat(LIMITS.packetBytes / 4)
  await lose(ann)
  for (let index = 0; index < 20; index++) expect(await bob.ask('message', `${index} ${large}`)).toEqual({ ok: true })
  expect(await bob.ask('message', 'small enough, but behind what is missing')).toEqual({ ok: true })
  await bob.ask('leave')

  await ann.connect()
  const [line] = await ann.next('log')
  expect(line).toContain('More was sent while you were away than is kept; the first of it was delivered.')
  expect(await ann.received()).toEqual(Array.from({ length: 7 }, (_, index) => ['message', `${index} ${large}`]))
  expect(await ann.join('standup')).toMatchObject({ id: annId, peers: [] })
})

test('who does not return in time has left', async () => {
  const { ann, bob, annId } = await standup(20)
  await lose(ann)
  expect(await bob.next('left')).toEqual([{ id: annId, name: 'ann', lost: true }])
  expect(await bob.next('bye')).toEqual(['standup'])
  expect(await bob.join('standup')).toMatchObject({ peers: [] })

  await ann.connect()
  expect(await ann.ask('message', 'hello')).toMatchObject({ code: 'not-in-room' })
  expect(await ann.join('standup')).toMatchObject({ id: annId, peers: [{ name: 'bob' }] })
  expect(await bob.received()).toEqual([
    ['join', 'standup', { id: annId, name: 'ann' }],
    ['ready', 'standup'],
  ])
})

test('who returned in time does not leave when the time is up', async () => {
  const { ann, bob, annId, bobId } = await standup(1_000)
  await lose(ann)
  await ann.connect()
  await lose(bob)
  // Bob's time began after Ann's: when his is up, so would hers have been.
  expect(await ann.next('left')).toMatchObject([{ id: bobId, name: 'bob' }])
  expect(await ann.join('standup')).toMatchObject({ id: annId, initiator: true, peers: [] })
})

test('a room whose last member does not return ends', async () => {
  const host = await startHost({ graceMs: 20, capacity: 2 })
  const ann = await host.connect(page('ann'))
  const bob = await host.connect(page('bob'))
  const eve = await host.connect()
  await ann.join('standup')
  await bob.join('standup')
  await lose(ann)
  await bob.next('left')
  await bob.ask('leave')
  expect(await eve.join('STANDUP')).toMatchObject({ room: 'STANDUP', initiator: true, peers: [] })
})

test('a second socket with the same session takes over', async () => {
  const { host, ann, bob, annId, bobId } = await standup(LONG_MS)
  const replaced = ann.disconnected()
  const again = await host.connect({ auth: ann.socket.auth })
  expect(await replaced).toBe('io server disconnect')

  await bob.ask('signal', { to: annId, ...candidate(1) })
  expect(await again.received()).toEqual([['signal', { from: bobId, ...candidate(1) }]])
  await again.ask('message', 'from the second')
  expect(await bob.received()).toEqual([['message', 'from the second']])
  expect((await again.join('standup')).id).toBe(annId)
})

test('after a takeover the first socket can do nothing more, and its end means nothing', async () => {
  const { host, ann, bob, annId } = await standup(20)
  const replaced = ann.disconnected()
  const again = await host.connect({ auth: ann.socket.auth })
  ann.tell('message', 'from beyond')
  await replaced
  const { cem } = await host.enter('standup', 'cem')
  const cemId = cem.id
  cem.socket.disconnect()
  // Cem came and went after all that: nothing of it was about Ann.
  expect(await bob.next('left')).toMatchObject([{ id: cemId, name: 'cem' }])
  const rest = (await bob.received()).filter(([event]) => event === 'left' || event === 'message')
  expect(rest).toEqual([])
  expect((await again.join('standup')).id).toBe(annId)
})

test('a page that returns under another name is renamed for the others', async () => {
  const { ann, bob, annId } = await standup(LONG_MS)
  await lose(ann)
  ann.socket.auth = { ...(ann.socket.auth as object), name: 'anna' }
  await ann.connect()
  await ann.roundTrip()
  expect(await bob.received()).toEqual([['renamed', { id: annId, name: 'anna' }]])
  expect(await bob.join('standup')).toMatchObject({ peers: [{ id: annId, name: 'anna' }] })
})

test('a page that returns without a name keeps the one it had', async () => {
  const { ann, bob, annId } = await standup(LONG_MS)
  await lose(ann)
  const { session } = ann.socket.auth as { session: string }
  ann.socket.auth = { session }
  await ann.connect()
  await ann.roundTrip()
  expect(await bob.received()).toEqual([])
  expect(await bob.join('standup')).toMatchObject({ peers: [{ id: annId, name: 'ann' }] })
})

test('a host that was started anew knows a page by the same id', async () => {
  const session = newSession()
  const before = await startHost()
  const { id } = await (await before.connect(page('ann', session))).join('standup')
  await before.end()
  const after = await startHost()
  const ann = await after.connect(page('ann', session))
  expect(await ann.join('standup')).toMatchObject({ id, initiator: true })
})

test('an id tells nothing of the session, and each session has its own', async () => {
  const host = await startHost({ capacity: 3 })
  const sessions = ['a'.repeat(22), `${'a'.repeat(21)}b`, 'a'.repeat(64)]
  const ids = []
  for (const session of sessions) ids.push((await (await host.connect({ auth: { session } })).join('standup')).id)
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(sessions.some((session) => session.includes(id) || id.includes(session))).toBe(false)
})

test('a goodbye leaves at once, whatever the grace', async () => {
  const { ann, bob, annId } = await standup(LONG_MS)
  ann.socket.disconnect()
  expect(await bob.next('left')).toMatchObject([{ id: annId, name: 'ann' }])
  expect(await bob.next('bye')).toEqual(['standup'])
})

test('without a session a lost connection leaves at once', async () => {
  const host = await startHost({ graceMs: LONG_MS })
  const { ann, bob } = await host.enter('standup', 'ann', 'bob')
  const { id } = ann
  ann.cut()
  expect(await bob.next('left')).toMatchObject([{ id, name: 'ann' }])
})

test('over polling a lost connection keeps its place too', async () => {
  const host = await startHost({ graceMs: LONG_MS })
  const ann = await host.connect({ ...page('ann'), transports: ['polling'] })
  const bob = await host.connect({ ...page('bob'), transports: ['polling'] })
  const { id: annId } = await ann.join('standup')
  await bob.join('standup')
  await bob.received()
  await ann.received()
  await lose(ann)
  await bob.ask('signal', { to: annId, ...candidate(1) })
  await ann.connect()
  expect(await ann.received()).toMatchObject([['signal', candidate(1)]])
  expect(await bob.received()).toEqual([])
})

test('a client reconnects to a restarted host by itself and joins again', async () => {
  const first = await startHost()
  const { port } = first
  const ann = first.client({ ...page('ann'), reconnection: true, reconnectionDelay: 10, reconnectionDelayMax: 50 })
  await ann.connect()
  const { id } = await ann.join('standup')
  const lost = ann.disconnected()
  await first.host.close()
  // Not "io server disconnect", after which Socket.IO's client would stay away.
  expect(await lost).not.toBe('io server disconnect')
  const back = new Promise<void>((resolve) => ann.socket.once('connect', resolve))
  const second = await startHost({ port })
  expect(second.port).toBe(port)
  await back
  expect(await ann.join('standup')).toMatchObject({ id, initiator: true })
})

test('a page that goes on to another keeps the person’s id and seat, in a room that is locked and full', async () => {
  // Shorter than the way to the other page.
  const { host, ann, bob, annId } = await standup(50)
  const { cem } = await host.enter('standup', 'cem')
  await bob.ask('lock', { locked: true })
  const given = await ann.ask('ticket')
  const ticket = 'ticket' in given ? given.ticket : ''
  await ann.ask('move')
  await lose(ann)
  for (const client of [bob, cem]) await client.received()
  await new Promise((resolve) => setTimeout(resolve, 200))

  const moved = await host.connect({ auth: { name: 'ann', session: newSession(), ticket, fresh: true } })
  expect(moved.person.id).toBe(annId)
  expect(await bob.received()).toEqual([])
  const other = await host.connect({ auth: { ...ann.socket.auth, fresh: true } })
  expect(other.person.id).not.toBe(annId)
  expect(await moved.join('standup')).toMatchObject({ id: annId, initiator: false, peers: [{ name: 'bob' }, {}] })
  expect(await bob.received()).toContainEqual(['join', 'standup', { id: annId, name: 'ann' }])
  expect(await other.ask('create or join', 'standup')).toMatchObject({ ok: false })
})

test('a page that comes by a ticket is told of the direct call in which its seat is kept, and no other page is', async () => {
  const host = await startHost({ graceMs: LONG_MS })
  const [ann, bob] = [await host.connect(page('ann')), await host.connect(page('bob'))]
  const rung = await ann.ask('call', { to: bob.person.id })
  const room = 'room' in rung ? rung.room : ''
  await bob.join(room)
  const given = await bob.ask('ticket')
  const ticket = 'ticket' in given ? given.ticket : ''
  await bob.ask('move')
  await lose(bob)

  const moved = await host.connect({ auth: { name: 'bob', session: newSession(), ticket, fresh: true } })
  expect(moved.person).toEqual({
    id: bob.person.id,
    name: 'bob',
    call: { room, person: { id: ann.person.id, name: 'ann' } },
  })
  expect(await moved.join(room)).toMatchObject({ initiator: false, peers: [{ id: ann.person.id }] })
  await lose(ann)
  await ann.connect()
  expect(ann.person).toEqual({ id: ann.person.id, name: 'ann' })
})
