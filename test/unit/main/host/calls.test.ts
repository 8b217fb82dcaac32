import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isBusy } from '../../../../main/host/calls.js'
import type { Person } from '../../../../main/host/person.js'
import { QuietHost } from '../../../helpers/quiet-host.js'

let host: QuietHost
let ann: Person
let bob: Person
let cem: Person

beforeEach(async () => {
  host = new QuietHost()
  ann = await host.come('Ann')
  bob = await host.come('Bob')
  cem = await host.come('Cem')
  return () => host.rings.close()
})

const BUSY = { ok: false, code: 'busy' }
const inRoom = (person: Person) => host.directory.roomOf(person.id)?.name

/** Ann rings Bob. Gives the room of the call. */
async function ringing(): Promise<string> {
  await host.calls.place(ann, { to: 'Bob' })
  host.received('Bob')
  host.ringsChanged.mockClear()
  return inRoom(ann) ?? ''
}

/** Has `act` happen while the host looks up somebody for the first time from now on. */
function whileLookingUp(act: () => Promise<unknown>): void {
  const { who } = host.directory
  vi.spyOn(host.directory, 'who').mockImplementationOnce(async (id) => {
    const found = await who.call(host.directory, id)
    await act()
    return found
  })
}

describe('whoever rings', () => {
  test('waits in the room of the call, of which the callee is told', async () => {
    expect(await host.calls.place(ann, { to: 'Bob', audioOnly: true })).toMatchObject({ ok: true, initiator: true })
    const room = inRoom(ann)
    expect(host.received('Bob')).toEqual([['call', { from: { id: 'Ann', name: 'Ann' }, room, audioOnly: true }]])
    expect(host.received('Cem')).toEqual([])
    expect(host.calls.isRinging('Ann', 'Bob')).toBe(true)
    expect(host.calls.isRinging('Bob', 'Ann')).toBe(true)
    expect(host.calls.isRinging('Ann', 'Cem')).toBe(false)
    expect(host.calls.isRinging('Cem', 'Ann')).toBe(false)
  })

  test('and is refused stays in the room they were in', async () => {
    await host.membership.enter(ann, 'standup')
    await host.calls.place(bob, { to: 'Cem' })
    for (const to of ['Bob', 'Cem']) expect(await host.calls.place(ann, { to })).toMatchObject(BUSY)
    for (const to of ['Ann', 'nobody']) {
      expect(await host.calls.place(ann, { to })).toMatchObject({ ok: false, code: 'no-such-peer' })
    }
    expect(inRoom(ann)).toBe('standup')
  })

  test('somebody else now no longer rings the first', async () => {
    await ringing()
    expect(await host.calls.place(ann, { to: 'Cem' })).toMatchObject({ ok: true })
    expect(host.received('Bob')).toEqual([['disconnectPeer', { from: 'Ann' }]])
    expect(host.rings.of('Bob')).toBeUndefined()
    expect(host.calls.isRinging('Ann', 'Cem')).toBe(true)
  })

  test('the same person again rings anew, in another room', async () => {
    const room = await ringing()
    expect(await host.calls.place(ann, { to: 'Bob' })).toMatchObject(BUSY)
    expect(inRoom(ann)).toBe(room)
    host.calls.callOff('Ann', 'Bob')
    expect(await host.calls.place(ann, { to: 'Bob' })).toMatchObject({ ok: true })
    expect(inRoom(ann)).not.toBe(room)
  })
})

describe('rings that cross', () => {
  test('are one call, also where the second begins while the first is placed', async () => {
    whileLookingUp(() => host.calls.place(bob, { to: 'Ann' }))
    expect(await host.calls.place(ann, { to: 'Bob' })).toMatchObject({ ok: true, initiator: false })
    expect(inRoom(ann)).toBe(inRoom(bob))
    expect(host.rings.of('Ann')).toBeUndefined()
    expect(host.rings.of('Bob')).toBeUndefined()
  })

  test.each([
    ['the callee', () => host.calls.place(cem, { to: 'Bob' })],
    ['the caller', () => host.calls.place(cem, { to: 'Ann' })],
  ])('with one that gets to %s first find them busy', async (_who, other) => {
    const { leave } = host.membership
    vi.spyOn(host.membership, 'leave').mockImplementationOnce(async (person) => {
      await other()
      await leave.call(host.membership, person)
    })
    expect(await host.calls.place(ann, { to: 'Bob' })).toMatchObject(BUSY)
    expect(host.rings.of('Cem')).toBeDefined()
    expect(host.calls.isRinging('Ann', 'Bob')).toBe(false)
  })

  test('in a circle leave nobody in two', async () => {
    const replies = await Promise.all([
      host.calls.place(ann, { to: 'Bob' }),
      host.calls.place(bob, { to: 'Cem' }),
      host.calls.place(cem, { to: 'Ann' }),
    ])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    const ring = host.rings.of('Ann') ?? host.rings.of('Bob')
    expect(ring).toBeDefined()
    expect([ring?.caller, ring?.callee].every((id) => host.rings.of(id ?? '') === ring)).toBe(true)
  })
})

describe('a ring ends', () => {
  test('where the callee comes into its room, and nobody is told more', async () => {
    const room = await ringing()
    host.received('Ann')
    await host.membership.enter(bob, room)
    expect(host.rings.of('Ann')).toBeUndefined()
    expect(host.received('Ann').concat(host.received('Bob'))).toEqual([])
  })

  test('where the callee goes elsewhere, as busy', async () => {
    await ringing()
    host.received('Ann')
    await host.membership.enter(bob, 'standup')
    expect(host.received('Ann')).toEqual([['refuse', { from: 'Bob', reason: 'busy' }]])
    expect(host.received('Bob')).toEqual([['disconnectPeer', { from: 'Ann', reason: 'busy' }]])
  })

  test('not where a third tries its room', async () => {
    const room = await ringing()
    await host.membership.enter(cem, room)
    expect(host.calls.isRinging('Ann', 'Bob')).toBe(true)
  })

  test('where the caller stays away, of which both are told', async () => {
    const room = await ringing()
    host.received('Ann')
    host.calls.leaveRing('Bob')
    expect(host.calls.isRinging('Ann', 'Bob')).toBe(true)
    host.calls.leaveRing('Ann')
    expect(host.received('Bob')).toEqual([['disconnectPeer', { from: 'Ann', reason: 'gone' }]])
    expect(host.received('Ann')).toEqual([['refuse', { from: 'Bob', reason: 'no-answer' }]])
    expect(inRoom(ann)).toBe(room)
    expect(host.ringsChanged).toHaveBeenCalledOnce()
    host.calls.leaveRing('Ann')
    expect(host.received('Bob')).toEqual([])
  })

  test('where either goes for good', async () => {
    await ringing()
    await host.membership.dismiss(bob, 'lost')
    expect(host.received('Ann')).toContainEqual(['refuse', { from: 'Bob', reason: 'gone' }])
    await host.membership.leave(ann)
    await host.calls.place(ann, { to: 'Cem' })
    host.received('Cem')
    await host.membership.dismiss(ann)
    expect(host.received('Cem')).toEqual([['disconnectPeer', { from: 'Ann' }]])
    expect(host.rings.of('Cem')).toBeUndefined()
  })

  test('by nobody, which both hear', async () => {
    vi.useFakeTimers()
    try {
      await ringing()
      host.received('Ann')
      vi.runAllTimers()
    } finally {
      vi.useRealTimers()
    }
    expect(host.received('Ann')).toEqual([['refuse', { from: 'Bob', reason: 'no-answer' }]])
    expect(host.received('Bob')).toEqual([['disconnectPeer', { from: 'Ann', reason: 'no-answer' }]])
    expect(host.ringsChanged).toHaveBeenCalledOnce()
  })

  test.each<[string, () => void, string]>([
    ['refused by the callee', () => host.calls.refuse('Bob', 'Ann'), 'Bob'],
    ['called off by the caller', () => host.calls.callOff('Ann', 'Bob'), 'Ann'],
  ])('%s, once', async (_how, end) => {
    await ringing()
    end()
    end()
    expect(host.rings.of('Ann')).toBeUndefined()
    expect(host.ringsChanged).toHaveBeenCalledOnce()
  })

  test.each<[string, () => void]>([
    ['the caller refusing', () => host.calls.refuse('Ann', 'Bob')],
    ['the callee calling off', () => host.calls.callOff('Bob', 'Ann')],
    ['a third refusing', () => host.calls.refuse('Cem', 'Ann')],
    ['a third calling off', () => host.calls.callOff('Cem', 'Bob')],
    ['a refusal of somebody else', () => host.calls.refuse('Bob', 'Cem')],
    ['somebody else being called off', () => host.calls.callOff('Ann', 'Cem')],
  ])('not by %s', async (_how, act) => {
    await ringing()
    act()
    expect(host.calls.isRinging('Ann', 'Bob')).toBe(true)
    expect(host.ringsChanged).not.toHaveBeenCalled()
  })
})

describe('whoever is back', () => {
  test('is told who rings, and nobody else is', async () => {
    host.lose('Bob')
    await host.calls.place(ann, { to: 'Bob' })
    host.comeBack('Bob')
    expect(host.received('Bob')).toEqual([])
    for (const id of ['Ann', 'Bob', 'Cem']) await host.calls.ringAt(id)
    expect(host.received('Bob')).toMatchObject([['call', { from: { id: 'Ann' }, room: inRoom(ann) }]])
    expect(host.received('Cem')).toEqual([])
    expect(host.received('Ann')).toEqual([])
  })

  test('is not told of a ring that ended while the caller was looked up', async () => {
    await ringing()
    whileLookingUp(async () => host.calls.callOff('Ann', 'Bob'))
    await host.calls.ringAt('Bob')
    expect(host.received('Bob')).toEqual([])
  })
})

test('busy is who is in company or in a ring, and not who waits in a room alone', async () => {
  const busy = async (id: string) => isBusy(host.rings, (await host.directory.who(id)) ?? { person: cem })
  await host.membership.enter(cem, 'standup')
  expect(await Promise.all(['Ann', 'Bob', 'Cem'].map(busy))).toEqual([false, false, false])
  await host.membership.enter(bob, 'standup')
  expect(await Promise.all(['Ann', 'Bob', 'Cem'].map(busy))).toEqual([false, true, true])
  await host.membership.leave(cem)
  await host.calls.place(ann, { to: 'Cem' })
  expect(await Promise.all(['Ann', 'Bob', 'Cem'].map(busy))).toEqual([true, false, true])
})
