import { beforeEach, describe, expect, test } from 'vitest'
import type { MembershipEvents } from '../../../../main/host/membership.js'
import type { Person } from '../../../../main/host/person.js'
import { QuietHost } from '../../../helpers/quiet-host.js'

let host: QuietHost
let ann: Person
let bob: Person
let cem: Person
/** What happened, in order: the event, and who did it. */
let happened: unknown[]

beforeEach(async () => {
  host = new QuietHost()
  ann = await host.come('Ann')
  bob = await host.come('Bob')
  cem = await host.come('Cem')
  happened = []
  const note = <E extends keyof MembershipEvents>(event: E, told: (payload: MembershipEvents[E]) => unknown) =>
    host.membership.on(event, (payload) => happened.push([event, told(payload)]))
  note('asked', ({ person, room }) => `${person.name} for ${room}`)
  note('keptOut', ({ person, room, by }) => `${person.name} of ${room}: ${by}`)
  note('joined', ({ person, room, others }) => `${person.name} in ${room} with ${others.join() || 'nobody'}`)
  note('left', ({ person, room, others, how }) => [`${person.name} ${room}`, others, { how }])
  note('locked', ({ by, members, isLocked }) => [by.name, members, { isLocked }])
  note('renamed', ({ person, before }) => `${before} to ${person.name}`)
  note('came', ({ name }) => name)
  note('closed', ({ name }) => name)
  note('went', ({ name }) => name)
})

describe('to enter', () => {
  test('is asked first, and told with those who are inside', async () => {
    expect(await host.membership.enter(ann, 'standup')).toEqual({
      ...{ ok: true, room: 'standup', id: 'Ann', initiator: true },
      peers: [],
    })
    expect(await host.membership.enter(bob, 'StandUp')).toMatchObject({
      ...{ room: 'standup', initiator: false },
      peers: [{ id: 'Ann', name: 'Ann' }],
    })
    expect(happened).toEqual([
      ['asked', 'Ann for standup'],
      ['joined', 'Ann in standup with nobody'],
      ['asked', 'Bob for StandUp'],
      ['joined', 'Bob in standup with Ann'],
    ])
  })

  test('the room one is in is asked for, and nothing else happens', async () => {
    await host.membership.enter(ann, 'standup')
    happened.length = 0
    expect(await host.membership.enter(ann, 'standup')).toMatchObject({ ok: true, initiator: true })
    expect(happened).toEqual([['asked', 'Ann for standup']])
  })

  test('another room is to leave the one before, in which others learn it first', async () => {
    await host.membership.enter(ann, 'one')
    await host.membership.enter(bob, 'one')
    happened.length = 0
    await host.membership.enter(ann, 'two')
    expect(happened).toEqual([
      ['asked', 'Ann for two'],
      ['left', ['Ann one', ['Bob'], { how: 'left' }]],
      ['joined', 'Ann in two with nobody'],
    ])
  })

  test.each([
    ['full', 'room-full', 'Room one is full.'],
    ['locked', 'room-locked', 'Room one is locked.'],
  ])('a %s room is to stay where one was', async (how, code, message) => {
    await host.membership.enter(ann, 'one')
    if (how === 'full') await host.membership.enter(bob, 'one')
    else await host.membership.lock(ann, true)
    await host.membership.enter(cem, 'two')
    happened.length = 0
    expect(await host.membership.enter(cem, 'one')).toEqual({ ok: false, code, message })
    expect(host.directory.roomOf('Cem')?.name).toBe('two')
    expect(happened).toEqual([
      ['asked', 'Cem for one'],
      ['keptOut', `Cem of one: ${code}`],
    ])
  })

  test('a locked room again says that it is locked', async () => {
    await host.membership.enter(ann, 'one')
    await host.membership.lock(ann, true)
    expect(await host.membership.enter(ann, 'one')).toMatchObject({ ok: true, locked: true })
  })

  test('the last seat, of two at once, is for one', async () => {
    await host.membership.enter(ann, 'one')
    const replies = await Promise.all([host.membership.enter(bob, 'one'), host.membership.enter(cem, 'one')])
    expect(replies).toMatchObject([{ ok: true }, { ok: false, code: 'room-full' }])
  })
})

describe('to leave', () => {
  test('twice, or from nowhere, is told once or not at all', async () => {
    await host.membership.leave(cem)
    await host.membership.enter(ann, 'one')
    happened.length = 0
    await host.membership.leave(ann)
    await host.membership.leave(ann)
    expect(happened).toEqual([['left', ['Ann one', [], { how: 'left' }]]])
  })

  test('makes room for the next, who finds nobody', async () => {
    await host.membership.enter(ann, 'one')
    await host.membership.lock(ann, true)
    await host.membership.leave(ann)
    expect(await host.membership.enter(bob, 'one')).toEqual(expect.not.objectContaining({ locked: true }))
    expect(host.directory.roomOf('Bob')?.isLocked).toBe(false)
  })

  test('by closing the page is to be in no room, and still on the host', async () => {
    await host.membership.enter(ann, 'one')
    await host.membership.enter(bob, 'one')
    happened.length = 0
    await host.membership.closePage(ann)
    expect(happened).toEqual([
      ['left', ['Ann one', ['Bob'], { how: 'closed' }]],
      ['closed', 'Ann'],
    ])
    expect(await host.directory.who('Ann')).toEqual({ person: ann })
  })

  test.each(['left', 'lost'] as const)('for good (%s) is told of room, page and host in turn', async (how) => {
    await host.membership.enter(ann, 'one')
    await host.membership.enter(bob, 'one')
    happened.length = 0
    const isThere: boolean[] = []
    host.membership.on('closed', () => isThere.push([...host.directory.here()].includes(ann)))
    await host.membership.dismiss(ann, how)
    expect(happened).toEqual([
      ['left', ['Ann one', ['Bob'], { how }]],
      ['closed', 'Ann'],
      ['went', 'Ann'],
    ])
    expect(isThere).toEqual([true])
    expect(await host.directory.who('Ann')).toBeUndefined()
  })
})

describe('a lock', () => {
  test('is told to all inside, and only where it changes something', async () => {
    await host.membership.enter(ann, 'one')
    await host.membership.enter(bob, 'one')
    happened.length = 0
    expect(await host.membership.lock(ann, false)).toEqual({ ok: true })
    for (const person of [ann, bob]) expect(await host.membership.lock(person, true)).toEqual({ ok: true })
    await host.membership.lock(bob, false)
    expect(happened).toEqual([
      ['locked', ['Ann', ['Ann', 'Bob'], { isLocked: true }]],
      ['locked', ['Bob', ['Ann', 'Bob'], { isLocked: false }]],
    ])
  })

  test('is nothing for those who are in no room', async () => {
    expect(await host.membership.lock(ann, true)).toMatchObject({ ok: false, code: 'not-in-room' })
    expect(happened).toEqual([])
  })
})

test('a new name is told with the one before, and the same name is no news', async () => {
  await host.membership.rename(ann, 'Ann')
  await host.membership.rename(ann, 'Anna')
  expect(happened).toEqual([['renamed', 'Ann to Anna']])
  expect(await host.directory.who('Ann')).toMatchObject({ person: { name: 'Anna' } })
})
