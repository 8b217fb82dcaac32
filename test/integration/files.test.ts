import { describe, expect, test } from 'vitest'
import type { Offer } from '../../common/files.js'
import { FILE_SIGNALS } from '../../main/host/files.js'
import { Bystanders, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { call, expectFree, lobby, type People, reload } from '../helpers/callers.js'
import { ControlClient } from '../helpers/control.js'
import { type Client, close, lose, page, startHost } from '../helpers/host.js'

expectNothingUnforeseen()

const OFFER: Offer = { type: 'offer', id: 7, name: 'holiday.zip', size: 12, kind: 'application/zip' }
const { id } = OFFER
const SIGNAL = { description: { type: 'offer', sdp: 'v=0' } }

const offer = (from: Client, to: Client, what: unknown = OFFER) =>
  from.ask('offerFile', { to: to.person.id, offer: what })
const signalTo = (from: Client, to: Client) => from.ask('fileSignal', { to: to.person.id, ...SIGNAL })
const NOBODY = { ok: false, code: 'no-such-peer' }

/** Three pages in the lobby that take files. */
async function takers(): Promise<People> {
  const people = await lobby({ graceMs: 60_000 })
  for (const client of [people.ann, people.bob, people.cem]) {
    expect(await client.ask('takeFiles')).toEqual({ ok: true })
  }
  return people
}

/** The same, once Bob wants what Ann offers him. */
async function linked(): Promise<People> {
  const people = await takers()
  const { ann, bob, cem } = people
  expect(await offer(ann, bob)).toEqual({ ok: true })
  expect(await bob.ask('acceptFile', { to: ann.person.id, id })).toEqual({ ok: true })
  for (const client of [ann, bob, cem]) await client.received()
  return people
}

test('whoever is offered a file is asked, and once they want it the two signal to each other', async () => {
  const { ann, bob, cem } = await takers()
  expect(await offer(ann, bob)).toEqual({ ok: true })
  expect(await bob.next('offerFile')).toEqual([{ from: ann.person, offer: OFFER }])
  for (const [from, to] of [
    [ann, bob],
    [bob, ann],
  ] as const)
    expect(await signalTo(from, to)).toMatchObject(NOBODY)
  expect(await bob.ask('acceptFile', { to: ann.person.id, id })).toEqual({ ok: true })
  expect(await ann.received()).toEqual([['acceptFile', { from: bob.person.id, id }]])
  await signalTo(bob, ann)
  await signalTo(ann, bob)
  expect(await ann.received()).toEqual([['fileSignal', { from: bob.person.id, ...SIGNAL }]])
  expect(await bob.received()).toEqual([['fileSignal', { from: ann.person.id, ...SIGNAL }]])
  expect(await bob.ask('endFiles', { to: ann.person.id, id })).toEqual({ ok: true })
  expect(await ann.received()).toEqual([['endFiles', { from: bob.person.id, id }]])
  expect(await signalTo(ann, bob)).toMatchObject(NOBODY)
  expect(await bob.received()).toEqual([])
  expect(await cem.received()).toEqual([])
})

test.each<[string, (people: People) => Promise<unknown>, isBobTold: boolean]>([
  ['declined', ({ ann, bob }) => bob.ask('endFiles', { to: ann.person.id, id }), false],
  ['taken back', ({ ann, bob }) => ann.ask('endFiles', { to: bob.person.id, id }), true],
])('a file that is %s is no longer offered, and leads to no signal', async (_how, end, isBobTold) => {
  const people = await takers()
  const { ann, bob } = people
  await offer(ann, bob)
  await bob.next('offerFile')
  expect(await end(people)).toEqual({ ok: true })
  const [told, other] = isBobTold ? [bob, ann] : [ann, bob]
  expect(await told.received()).toEqual([['endFiles', { from: other.person.id, id }]])
  expect(await bob.ask('acceptFile', { to: ann.person.id, id })).toMatchObject(NOBODY)
  expect(await signalTo(bob, ann)).toMatchObject(NOBODY)
  expect(await offer(ann, bob, { ...OFFER, id: 8 })).toEqual({ ok: true })
})

test('the list says who takes files, and no longer once their connection is lost', async () => {
  const { host, ann, bob } = await takers()
  const tutorial = await host.connect({ auth: { name: 'tutorial' } })
  const { users } = await tutorial.listWhere(
    (list) => list.total === 4 && list.users.filter(({ takesFiles }) => takesFiles).length === 3,
  )
  expect(users.find((user) => user.id === tutorial.person.id)).not.toHaveProperty('takesFiles')
  await lose(bob)
  await ann.listWhere((list) => list.users.some((user) => user.id === bob.person.id && !user.takesFiles))
})

describe('a file is offered to nobody', () => {
  test('whose client never said that it takes files, such as those of the tutorials', async () => {
    const { host, ann } = await takers()
    const tutorial = await host.connect({ auth: { name: 'tutorial' } })
    expect(await offer(ann, tutorial)).toMatchObject(NOBODY)
    expect(await tutorial.received()).toEqual([])
  })

  test('who is on another host', async () => {
    const { ann } = await takers()
    const elsewhere = await (await startHost()).connect(page('Dan'))
    await elsewhere.ask('takeFiles')
    expect(await offer(ann, elsewhere)).toMatchObject(NOBODY)
    expect(await elsewhere.received()).toEqual([])
  })

  test('who is away, who hears nothing of it when they are back', async () => {
    const { ann, bob } = await takers()
    await lose(bob)
    expect(await offer(ann, bob)).toMatchObject(NOBODY)
    await bob.connect()
    expect(await bob.received()).toEqual([])
    expect(await offer(ann, bob)).toMatchObject(NOBODY)
    await bob.ask('takeFiles')
    expect(await offer(ann, bob)).toEqual({ ok: true })
  })

  test('who was removed', async () => {
    const { host, ann, bob } = await takers()
    const operator = await ControlClient.connect(host)
    expect(await operator.ask('remove', bob.person.id)).toEqual({ ok: true })
    expect(await offer(ann, bob)).toMatchObject(NOBODY)
  })

  test('of themselves', async () => {
    const { ann } = await takers()
    expect(await offer(ann, ann)).toMatchObject(NOBODY)
  })
})

describe('a stranger to the two', () => {
  test('signals to neither, and neither accepts nor ends for them', async () => {
    const { ann, bob, cem } = await linked()
    for (const one of [ann, bob]) {
      expect(await signalTo(cem, one)).toMatchObject(NOBODY)
      expect(await cem.ask('acceptFile', { to: one.person.id, id })).toMatchObject(NOBODY)
      expect(await cem.ask('endFiles', { to: one.person.id, id })).toMatchObject(NOBODY)
      expect(await one.received()).toEqual([])
    }
    expect(await signalTo(ann, bob)).toEqual({ ok: true })
  })

  test('in a room hears nothing, though both of the two are in rooms', async () => {
    const { host, ann, bob, cem } = await takers()
    const bystanders = await Bystanders.in(host)
    await ann.join('green')
    await bob.join('yellow')
    await cem.join('yellow')
    for (const client of [ann, bob, cem]) await client.received()
    await offer(ann, bob)
    await bob.ask('acceptFile', { to: ann.person.id, id })
    expect(await signalTo(ann, bob)).toEqual({ ok: true })
    expect(await cem.received()).toEqual([])
    await bystanders.expectUntouched()
    expect(await bob.join('yellow')).toMatchObject({ peers: [{ id: cem.person.id }] })
    // It is no way to signal in a room, nor to ring.
    expect(await ann.ask('signal', { to: bob.person.id, ...SIGNAL })).toMatchObject(NOBODY)
  })
})

test('an offer makes nobody busy, and a call ends nothing of it', async () => {
  const { ann, bob, cem } = await linked()
  await expectFree(cem, bob)
  await bob.ask('refuse', { to: cem.person.id })
  expect(await call(ann, bob)).toMatchObject({ ok: true })
  await ann.ask('leave')
  expect(await signalTo(ann, bob)).toEqual({ ok: true })
})

describe('who is linked hears that the other', () => {
  test.each<[string, (people: People) => Promise<unknown>]>([
    ['loaded the page anew', ({ host, ann }) => reload(host, ann)],
    ['closed the page', ({ ann }) => close(ann)],
    ['was removed', async ({ host, ann }) => (await ControlClient.connect(host)).ask('remove', ann.person.id)],
  ])('%s', async (_how, go) => {
    const people = await linked()
    const { ann, bob } = people
    const from = ann.person.id
    await go(people)
    expect(await bob.next('endFiles')).toEqual([{ from, id, gone: true }])
    expect(await bob.ask('fileSignal', { to: from, ...SIGNAL })).toMatchObject(NOBODY)
  })

  test('is there again whose connection was lost for a moment, and gets what was signaled meanwhile', async () => {
    const { ann, bob } = await linked()
    await lose(ann)
    expect(await signalTo(bob, ann)).toEqual({ ok: true })
    await ann.connect()
    expect(await ann.received()).toEqual([['fileSignal', { from: bob.person.id, ...SIGNAL }]])
    expect(await bob.received()).toEqual([])
  })
})

describe('what is too much is refused', () => {
  test('of signals', async () => {
    const { ann, bob } = await linked()
    const replies = await Promise.all(Array.from({ length: FILE_SIGNALS.points + 1 }, () => signalTo(ann, bob)))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(FILE_SIGNALS.points)
    expect(replies.at(-1)).toMatchObject({ code: 'too-fast' })
    expect(await signalTo(bob, ann)).toEqual({ ok: true })
  })

  test('of offers', async () => {
    const { ann, bob } = await takers()
    const replies = await Promise.all(Array.from({ length: 21 }, () => offer(ann, bob)))
    expect(replies.at(-1)).toMatchObject({ code: 'too-fast' })
  })

  test.each<[string, unknown]>([
    ['a name', { ...OFFER, name: 'x'.repeat(256) }],
    ['a size', { ...OFFER, size: 2 ** 43 + 1 }],
    ['another message', { type: 'accept', id, from: 0 }],
    ['nothing', null],
  ])('of an offer: %s', async (_what, what) => {
    const { ann, bob } = await takers()
    expect(await offer(ann, bob, what)).toMatchObject({ code: 'bad-request' })
    expect(await bob.received()).toEqual([])
  })
})
