import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../common/limits.js'
import { UserList } from '../../common/protocol.js'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { call, reload } from '../helpers/callers.js'
import { type Client, close, lose, newSession, page, startHost } from '../helpers/host.js'

expectNothingUnforeseen()

const entry = ({ person }: Client, rest: object = {}) => ({ ...person, busy: false, ...rest })
const names = ({ users }: UserList) => users.map(({ name }) => name)
const lists =
  (...expected: string[]) =>
  (list: UserList) =>
    names(list).join() === expected.join()

/** All events of that name that this client gets from now on. */
function hear(client: Client, event: 'updateUserlist' | 'announce'): unknown[] {
  const heard: unknown[] = []
  client.socket.on(event, (payload: unknown) => heard.push(payload))
  return heard
}

describe('the list', () => {
  test('comes on connecting, after who one is', async () => {
    const host = await startHost()
    const ann = host.client(page('ann'))
    const events: string[] = []
    ann.socket.onAny((event) => events.push(event))
    await ann.connect()
    expect(await ann.next('updateUserlist')).toEqual([
      { userList: [ann.person.id], users: [{ ...ann.person, busy: false }], total: 1, rooms: [] },
    ])
    expect(events).toEqual(['welcome', 'updateUserlist'])
    expect(ann.person.name).toBe('ann')
  })

  test('tells the lobby who came, who is called what, and who went', async () => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const bob = await host.connect()
    const list = await ann.listWhere(({ total }) => total === 2)
    expect(list.users).toEqual([entry(ann), { id: bob.id, name: 'Guest', busy: false }])
    expect(list.userList).toEqual([ann.person.id, bob.id])

    await bob.ask('rename', { name: ' Боб ' })
    await ann.listWhere(lists('ann', 'Боб'))
    await bob.ask('rename', { name: '' })
    await ann.listWhere(lists('ann', 'Guest'))
    bob.socket.disconnect()
    await ann.listWhere(lists('ann'))
  })

  test('shows rooms, who is in them, and who is busy', async () => {
    const host = await startHost({ capacity: 3 })
    const eve = await host.connect(page('eve'))
    const { ann } = await host.enterAsPages('Standup', 'ann')
    const alone = await eve.listWhere(({ rooms }) => rooms.length > 0)
    expect(alone.users).toEqual([entry(eve), entry(ann, { room: 'Standup' })])
    expect(alone.rooms).toEqual([{ name: 'Standup', members: 1, capacity: 3 }])

    const { bob } = await host.enterAsPages('standup', 'bob')
    const inCompany = await eve.listWhere(({ rooms }) => rooms[0]?.members === 2)
    const rest = { room: 'Standup', busy: true }
    expect(inCompany.users).toEqual([entry(eve), entry(ann, rest), entry(bob, rest)])
    expect(v.parse(UserList, inCompany)).toEqual(inCompany)

    await ann.ask('leave')
    await bob.ask('leave')
    const after = await eve.listWhere(({ rooms }) => rooms.length === 0)
    expect(after.users).toEqual([entry(eve), entry(ann), entry(bob)])
  })

  test('is not for those in rooms, who get it when they are back in the lobby', async () => {
    const host = await startHost()
    const { ann } = await host.enter('standup', 'ann')
    const eve = await host.connect(page('eve'))
    const heard = hear(ann, 'updateUserlist')
    await host.connect(page('dan'))
    await eve.listWhere(lists('ann', 'eve', 'dan'))
    await ann.roundTrip()
    expect(heard).toEqual([])

    await ann.ask('leave')
    expect(names(await ann.listWhere(({ rooms }) => rooms.length === 0))).toEqual(['ann', 'eve', 'dan'])
  })

  test('shows who rings and who is rung as busy, and nothing of the room they talk in', async () => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    const eve = await host.connect(page('eve'))
    const expected = { users: [entry(ann, { busy: true }), entry(bob, { busy: true }), entry(eve)], rooms: [] }
    const isBusy = ({ users }: UserList) => users.some(({ busy }) => busy)

    await call(ann, bob)
    expect(await eve.listWhere(isBusy)).toMatchObject(expected)
    const [{ room }] = await bob.next('call')
    await bob.join(room)
    const { dan } = await host.enter('standup', 'dan')
    // A list may come between Dan's arrival and his entering.
    const talking = await eve.listWhere(({ rooms }) => rooms.length > 0)
    expect(talking.total).toBe(4)
    expect(talking.users).toEqual([...expected.users, entry(dan, { room: 'standup' })])
    expect(talking.rooms).toEqual([{ name: 'standup', members: 1, capacity: 2 }])
    expect(JSON.stringify(talking)).not.toContain(room)
  })

  test('names a limited number of people and rooms, those with a name first, and all of them in the total', async () => {
    const host = await startHost()
    await Promise.all(
      Array.from({ length: LIMITS.listed + 10 }, async (_, index) => (await host.connect()).join(`room ${index}`)),
    )
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    const list = await ann.listWhere(({ total }) => total === LIMITS.listed + 12)
    expect(list.users).toHaveLength(LIMITS.listed)
    expect(list.userList).toEqual(list.users.map(({ id }) => id))
    expect(list.users.slice(0, 2)).toEqual([entry(ann), entry(bob)])
    expect(new Set(names(list).slice(2))).toEqual(new Set(['Guest']))
    expect(list.rooms).toHaveLength(LIMITS.listed)
    expect(list.rooms[0]).toEqual({ name: expect.stringMatching(/^room \d+$/), members: 1, capacity: 2 })
  })
})

describe('a person', () => {
  test('is the same, in the same place of the list, after a lost connection', async () => {
    const host = await startHost()
    const eve = await host.connect(page('eve'))
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    await eve.listWhere(lists('eve', 'ann', 'bob'))
    const { person } = ann
    const announced = hear(eve, 'announce')
    await lose(ann)
    await host.connect(page('dan'))
    await eve.listWhere(lists('eve', 'ann', 'bob', 'dan'))
    await ann.connect()
    expect(ann.person).toEqual(person)
    await bob.ask('rename', { name: 'robert' })
    const after = await eve.listWhere(lists('eve', 'ann', 'robert', 'dan'))
    expect(after.users[1]).toEqual({ ...person, busy: false })
    await eve.roundTrip()
    expect(JSON.stringify(announced)).not.toContain('ann')
  })

  test.each<[string, (ann: Client) => Promise<void>]>([
    ['closed and opened again', close],
    ['loaded anew after its connection was lost', lose],
    ['opened a second time', async () => {}],
  ])('is the same when the page is %s, but in no room any more', async (_how, end) => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const { bob } = await host.enter('standup', 'bob')
    const eve = await host.connect(page('eve'))
    await ann.join('standup')
    await eve.listWhere(lists('ann', 'bob', 'eve'))
    await eve.roundTrip()
    await bob.received()
    await end(ann)
    const announced = hear(eve, 'announce')
    const again = await reload(host, ann)
    expect(again.person).toEqual(ann.person)
    expect(await bob.received()).toEqual([
      ['left', { ...ann.person, closed: true }],
      ['bye', 'standup'],
    ])
    expect(await again.ask('message', 'hello?')).toMatchObject({ code: 'not-in-room' })
    const list = await eve.listWhere(({ rooms }) => rooms[0]?.members === 1)
    expect(list.users).toEqual([entry(again), entry(bob, { room: 'standup' }), entry(eve)])
    expect(JSON.stringify(announced)).not.toContain('ann')
  })

  test('keeps nothing of what was sent to the page that was there before', async () => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const { bob } = await host.enter('standup', 'bob')
    await ann.join('standup')
    await lose(ann)
    await bob.ask('message', 'for the old page')
    const again = await reload(host, ann)
    expect(await again.received()).toEqual([])
  })

  test('who does not return is taken off the list', async () => {
    const host = await startHost({ graceMs: 20 })
    const eve = await host.connect(page('eve'))
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    await eve.listWhere(lists('eve', 'ann', 'bob'))
    await close(ann)
    await eve.listWhere(lists('eve', 'bob'))
    await lose(bob)
    await eve.listWhere(lists('eve'))
    expect(await eve.ask('call', { to: ann.person.id })).toMatchObject({ code: 'no-such-peer' })
    await ann.connect()
    await eve.listWhere(lists('eve', 'ann'))
  })

  test('shows under the name of the latest handshake, or the one before where it has none', async () => {
    const host = await startHost()
    const eve = await host.connect(page('eve'))
    const session = newSession()
    await host.connect(page('ann', session))
    await eve.listWhere(lists('eve', 'ann'))
    const anna = await host.connect(page('anna', session))
    await eve.listWhere(lists('eve', 'anna'))
    const again = await host.connect(page('', session))
    expect(again.person).toEqual(anna.person)
  })
})
