import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { RedisDirectory } from '../../main/host/redis/directory.js'
import { RedisLink } from '../../main/host/redis/link.js'
import { directoryContract, named } from '../helpers/directory-contract.js'
import { lackOfRedis, RedisServer } from '../helpers/redis-server.js'

describe.skipIf(lackOfRedis)('the directory in Redis', () => {
  let redis: RedisServer
  let shared: RedisLink

  beforeAll(async () => {
    redis = await RedisServer.start()
    shared = await RedisLink.open(redis.url)
  })
  afterAll(async () => {
    shared?.close()
    await redis?.end()
  })

  /** One node's view of a directory of that name, of which it hears news. */
  async function nodeOf(name: string): Promise<RedisDirectory> {
    const link = await RedisLink.open(redis.url, `{${name}}`)
    onTestFinished(() => link.close())
    const directory = new RedisDirectory(link)
    await link.subscribe(':news', (message) => {
      const { room } = JSON.parse(message)
      if (room) directory.hear(room)
    })
    return directory
  }

  describe('as any directory', () =>
    directoryContract(async () => {
      await shared.sendCommand(['FLUSHALL'])
      return new RedisDirectory(shared)
    }, 5))

  test('is the same at all nodes, and what a node knows is told it by Redis', async () => {
    const name = randomUUID()
    const [one, two] = [await nodeOf(name), await nodeOf(name)]
    await one.arrive(named('ann', 'Ann'))
    await two.arrive(named('bob', 'Bob'))
    await one.enter('ann', 'Standup', 2)
    const entry = await two.enter('bob', 'standup', 8)
    expect(entry).toMatchObject({ room: { name: 'Standup', capacity: 2 }, others: [{ id: 'ann', name: 'Ann' }] })
    await expect.poll(() => [...(one.roomOf('ann')?.members ?? [])]).toEqual(['ann', 'bob'])
    expect(two.roomOf('ann')).toBeUndefined()
    expect([...one.here()].map(({ id }) => id)).toEqual(['ann'])
    expect(await two.who('ann')).toMatchObject({ person: { name: 'Ann' }, room: { name: 'Standup' } })
    await two.leave('bob')
    await expect.poll(() => one.roomOf('ann')?.members.size).toBe(1)
  })

  test('leaves alone who is at another node', async () => {
    const name = randomUUID()
    const [one, two] = [await nodeOf(name), await nodeOf(name)]
    await one.arrive(named('ann', 'Ann'))
    await one.enter('ann', 'one', 2)
    const moved = await two.arrive(named('ann'))
    expect(moved).toMatchObject({ isNew: false, person: { name: 'Ann' }, room: { name: 'one' } })
    expect(two.roomOf('ann')?.name).toBe('one')
    expect(await one.leave('ann')).toBeUndefined()
    expect(await one.remove('ann')).toBe(false)
    await one.rename('ann', 'Eve')
    await expect(one.enter('ann', 'two', 2)).rejects.toThrow()
    expect(await two.who('ann')).toMatchObject({ person: { name: 'Ann' }, room: { name: 'one' } })
  })

  test('of many who race for two seats lets in two, and answers each once', async () => {
    const name = randomUUID()
    const nodes = [await nodeOf(name), await nodeOf(name), await nodeOf(name)]
    const people = Array.from({ length: 60 }, (_, index) => ({
      id: `p${index}`,
      node: nodes[index % 3] as RedisDirectory,
    }))
    await Promise.all(people.map(({ id, node }) => node.arrive(named(id, id))))
    const entries = await Promise.all(people.map(({ id, node }, index) => node.enter(id, `room ${index % 10}`, 2)))
    expect(entries.filter(({ keptOut }) => keptOut === undefined)).toHaveLength(20)
    expect(entries.filter(({ keptOut }) => keptOut === 'room-full')).toHaveLength(40)
    const { rooms, total } = await (nodes[0] as RedisDirectory).list(100)
    expect(total).toBe(60)
    expect(rooms.map(({ members }) => members.size)).toEqual(Array(10).fill(2))
  })
})
