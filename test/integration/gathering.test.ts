import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { UserList } from '../../common/protocol.js'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { type Client, close, page, startHost, type TestHost } from '../helpers/host.js'

expectNothingUnforeseen()

/** The time within which changes are gathered. It passes only when a test says so. */
const GATHER_MS = 250

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets time pass on the host, and then waits for what it sent because of it. */
async function pass(ms: number, watcher: Client): Promise<void> {
  vi.advanceTimersByTime(ms)
  await watcher.roundTrip()
}

/** Someone in the lobby, unnamed so that nothing is said of them, with all the lists and announcements since. */
async function watch(host: TestHost): Promise<{ watcher: Client; lists: UserList[]; announced: string[] }> {
  const watcher = await host.connect()
  await pass(GATHER_MS, watcher)
  const lists: UserList[] = []
  const announced: string[] = []
  watcher.socket.on('updateUserlist', (list) => void lists.push(list))
  watcher.socket.on('announce', ({ message }) => void announced.push(message))
  return { watcher, lists, announced }
}

describe('changes', () => {
  test('are gathered: a crowd that comes and changes its names makes one update', async () => {
    const host = await startHost()
    const { watcher, lists } = await watch(host)
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const client = await host.connect(page(`guest ${index}`))
        await client.ask('rename', { name: `person ${index}` })
      }),
    )
    await pass(GATHER_MS - 1, watcher)
    expect(lists).toEqual([])
    await pass(1, watcher)
    expect(lists).toHaveLength(1)
    expect(lists[0]?.total).toBe(201)
    expect(lists[0]?.users.every(({ name }) => name.startsWith('person '))).toBe(true)
  })

  test('that go on and on make four updates a second', async () => {
    const host = await startHost()
    const { watcher, lists } = await watch(host)
    for (let change = 0; change < 100; change++) {
      await watcher.ask('rename', { name: `name ${change}` })
      await pass(10, watcher)
    }
    expect(lists).toHaveLength(4)
  })

  test('are those of people, names, rooms and rings, one by one', async () => {
    const host = await startHost()
    const ann = await host.connect(page('ann'))
    const bob = await host.connect(page('bob'))
    const { watcher, lists } = await watch(host)
    const changes: (() => Promise<unknown>)[] = [
      () => host.connect(),
      () => ann.ask('rename', { name: 'anna' }),
      () => ann.join('standup'),
      () => bob.join('standup'),
      () => close(bob),
      () => bob.connect(),
      () => ann.ask('leave'),
      () => ann.ask('call', { to: bob.person.id }),
      () => bob.ask('refuse', { to: ann.person.id }),
      () => ann.ask('call', { to: bob.person.id }),
      () => ann.ask('disconnectPeer', { to: bob.person.id }),
    ]
    const updates: number[] = []
    for (const change of changes) {
      await change()
      await pass(GATHER_MS, watcher)
      updates.push(lists.splice(0).length)
    }
    // A person who returns is on the list still.
    expect(updates).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1])
  })

  test('are what makes updates: without them there are none', async () => {
    const host = await startHost()
    const { watcher, lists } = await watch(host)
    const ann = await host.connect(page('ann'))
    await pass(GATHER_MS, watcher)
    expect(lists).toHaveLength(1)
    await ann.ask('rename', { name: 'ann' })
    await ann.ask('leave')
    await ann.ask('send', { message: 'hello' })
    await pass(4 * GATHER_MS, watcher)
    expect(lists).toHaveLength(1)
  })
})

describe('announcements', () => {
  test.each([
    [['Ann'], 'Ann'],
    [['Ann', 'Bob'], 'Ann and Bob'],
    [['Ann', 'Bob', 'Cem'], 'Ann, Bob and Cem'],
    [['Ann', 'Bob', 'Cem', 'Dan', 'Eve'], 'Ann, Bob, Cem and 2 more'],
  ])('of %j are gathered', async (names, named) => {
    const host = await startHost()
    const { watcher, announced } = await watch(host)
    for (const name of names) await host.connect({ auth: { name } })
    await pass(GATHER_MS, watcher)
    expect(announced).toEqual([`${named} came in.`])
  })

  test('say who left, once', async () => {
    const host = await startHost()
    const { watcher, announced } = await watch(host)
    const ann = await host.connect(page('Ann'))
    const bob = await host.connect(page('Bob'))
    await pass(GATHER_MS, watcher)
    await close(ann)
    await close(bob)
    await pass(2_999, watcher)
    expect(announced).toEqual(['Ann and Bob came in.'])
    await pass(1, watcher)
    await pass(GATHER_MS, watcher)
    await pass(4 * GATHER_MS, watcher)
    await host.connect()
    await pass(GATHER_MS, watcher)
    expect(announced).toEqual(['Ann and Bob came in.', 'Ann and Bob left.'])
  })

  test('say nothing of who came and left within that time', async () => {
    const host = await startHost({ graceMs: 10 })
    const { watcher, announced } = await watch(host)
    const ann = await host.connect(page('Ann'))
    await close(ann)
    await pass(10, watcher)
    await host.connect(page('Bob'))
    await pass(GATHER_MS, watcher)
    expect(announced).toEqual(['Bob came in.'])
  })

  test('to a room do not wait for whether a page that says goodbye returns', async () => {
    const host = await startHost()
    const { bob } = await host.enter('standup', 'bob')
    const ann = await host.connect(page('Ann'))
    await ann.join('standup')
    await bob.received()
    await close(ann)
    expect(await bob.received()).toEqual([
      ['left', { ...ann.person, closed: true }],
      ['bye', 'standup'],
    ])
  })

  test('say nothing of a page that is loaded anew', async () => {
    const host = await startHost()
    const { watcher, announced } = await watch(host)
    const ann = await host.connect(page('Ann'))
    await pass(GATHER_MS, watcher)
    await close(ann)
    await pass(2_999, watcher)
    await ann.connect()
    await pass(4 * GATHER_MS, watcher)
    expect(announced).toEqual(['Ann came in.'])
  })

  test('say nothing of someone without a name, until they give one', async () => {
    const host = await startHost({ graceMs: 10 })
    const { watcher, announced } = await watch(host)
    const guest = await host.connect(page(''))
    await pass(GATHER_MS, watcher)
    await close(guest)
    await pass(10, watcher)
    await pass(GATHER_MS, watcher)
    expect(announced).toEqual([])
    await guest.connect()
    await guest.ask('rename', { name: 'Gil' })
    await pass(GATHER_MS, watcher)
    expect(announced).toEqual(['Gil came in.'])
    await guest.ask('rename', { name: 'Gila' })
    await pass(GATHER_MS, watcher)
    expect(announced).toEqual(['Gil came in.'])
  })

  test('to a room are of who came into it and who left it, and of nobody else', async () => {
    const host = await startHost({ capacity: 3 })
    const { watcher, announced } = await watch(host)
    const { ann, bob } = await host.enterAsPages('standup', 'ann', 'bob')
    await pass(GATHER_MS, watcher)
    const heard: string[] = []
    ann.socket.on('announce', ({ message }) => void heard.push(message))
    const { cem } = await host.enterAsPages('standup', 'cem')
    await host.connect(page('dan'))
    await pass(GATHER_MS, watcher)
    await cem.ask('leave')
    await bob.ask('leave')
    await pass(GATHER_MS, ann)
    expect(heard).toEqual(['cem came in.', 'cem left.', 'bob left.'])
    expect(announced).toEqual(['ann and bob came in.', 'cem and dan came in.'])
  })
})
